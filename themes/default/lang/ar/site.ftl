# كلمات الصفحات حول المحتوى. Written so that it fits girls and boys alike: verbal
# nouns and “you can” in place of commands, which in Arabic are “he” or “she”.

## Every page
skip-to-content = الانتقال إلى الجزء الرئيسي
menu = القائمة
nav-label = القائمة الرئيسية
get-help-now = مساعدة الآن
home-link = { $title }: الصفحة الأولى
footer-help = بحاجة إلى التحدث مع أحد؟
footer-help-text = هذه المكالمات مجانية.
footer-about = { $title } من إعداد { $council }.
footer-about-with = { $title } من إعداد { $council } بالاشتراك مع { $ccc }.
footer-nav-label = صفحات أخرى
help-text = رسالة نصية إلى { $number }
help-website = موقع { $name }
help-lines-title = الاتصال بأحد الآن

## Languages. The name is what the language calls itself.
language-name = العربية
language-label = اللغات
language-not-this-page = (هذه الصفحة غير متوفرة بعد)
translation-label = عن هذه الترجمة
translation-not-checked = لم يراجع هذه الصفحة بعد أحد يتكلم العربية. قد تكون بعض الكلمات غير صحيحة.
translation-half = بعض أجزاء هذه الصفحة لم تُترجم بعد.

## Beside a letter about a review, by e-mail or on paper
letter-repeat = ربما وصلت هذه الرسالة من قبل.
letter-not-translated = هذه الرسالة غير متوفرة بالعربية بعد. يمكن قراءتها مع شخص موثوق به.
letter-not-checked = لم يراجع هذه الرسالة بعد أحد يتكلم العربية. قد تكون بعض الكلمات غير صحيحة.
letter-scan = يمكن توجيه كاميرا هاتف أو جهاز لوحي نحو المربع، أو كتابة هذا في المتصفح:

## Listen, and how the page looks
listen = استماع
listen-stop = إيقاف
looks-open = شكل الصفحة
looks-size = حجم الحروف
looks-size-usual = عادي
looks-size-large = كبير
looks-size-larger = أكبر
looks-spacing = المسافة بين الكلمات والأسطر
looks-spacing-usual = عادية
looks-spacing-wide = واسعة
looks-font = شكل الحروف
looks-font-usual = عادي
looks-font-easy = سهل القراءة
looks-colours = الألوان
looks-colours-usual = عادية
looks-colours-calm = هادئة
looks-colours-strong = أسود وأبيض
looks-keep = تذكُّر هذا على هذا الجهاز
looks-reset = العودة إلى الشكل العادي

## Home
hero-choose = اختيار الاستمارة
home-ways = طرق أخرى للمشاركة
home-way-forms = كل الاستمارات
home-way-forms-text = لأخبار جيدة، أو لحل مشكلة، ولأمور أخرى.
home-people = من سيقرؤها؟
home-people-text = مسؤول مراجعتك (IRO): الشخص الذي يتأكد من أن الناس يستمعون إليك.
home-people-all = التعرف على كل مسؤولي المراجعة
home-expectations = ما يحق لك توقّعه
home-expectations-all = القائمة كلها
steps-title = كيف يتم ذلك
step-write = الكتابة لك
step-write-text = بكلماتك أنت. ويمكنك ترك أي سؤال إن شئت.
step-seal = نحن نقفلها
step-seal-text = تُقفل إجاباتك قبل أن تغادر شاشتك. لا أحد يستطيع فتحها في الطريق.
step-read = مسؤول مراجعتك يقرؤها
step-read-text = أو من ينوب عنه. ثم يتحدث معك قبل الاجتماع.
steps-more = المزيد عمّن يرى إجاباتك

## Lists of things
people-title = مسؤولو المراجعة
people-intro = مسؤول المراجعة المستقل (بالإنجليزية IRO) هو شخص يتأكد من أن الناس يستمعون إليك ومن أن الخطط الخاصة بك جيدة. هؤلاء هم مسؤولو المراجعة عندنا.
people-back = التعرف على كل مسؤولي المراجعة
expectations-title = ما يحق لك توقّعه
expectations-intro = تقول هذه القائمة ما يحق لكل طفل أن يتوقعه من اجتماع { $review }. ألم يحدث شيء منها؟ يمكنك إخبار مسؤول مراجعتك.
expectations-intro-by = كتب { $ccc } هذه القائمة. وهي تقول ما يحق لكل طفل أن يتوقعه من اجتماع { $review }. ألم يحدث شيء منها؟ يمكنك إخبار مسؤول مراجعتك.
expectation-why = لماذا هذا مهم
pledges-title = وعود لك
pledges-intro = هؤلاء الناس وعدوك بهذا. ومن حقك مطالبتهم بالوفاء بوعدهم.
pledge-by = وعد من
words-title = كلمات نستخدمها
words-intro = بعض الكلمات تجرح، وبعضها غير مفهوم. هذا ما نقوله بدلًا منها.
words-intro-by = بعض الكلمات تجرح، وبعضها غير مفهوم. اختار { $ccc } هذه الكلمات لنقولها بدلًا منها.
word-say = نقول
word-instead-of = لا نقول
word-why = لماذا
forms-title = الاستمارات
forms-intro = يمكنك اختيار الاستمارة المناسبة لك. ويمكنك ملؤها وحدك، أو مع شخص موضع ثقتك.
forms-private = كل ما كتبته هنا يُقفل قبل أن يغادر شاشتك. وكل استمارة تقول في أولها من سيقرؤها.
forms-group-before = قبل اجتماعك
forms-group-after = بعد اجتماعك
forms-group-any-time = في أي وقت
forms-group-grown-ups = لمقدمي الرعاية والوالدين
form-ages = للأعمار { $ages }
form-for-child = للأطفال والشباب
form-for-carer = لمقدمي الرعاية
form-for-parent = للوالدين
form-for-iro = لمسؤولي المراجعة
form-for-everyone = للجميع
form-start = بدء { $title }
empty-list = لا يوجد شيء هنا بعد.

## When a page is not there
not-found-title = لا نجد هذه الصفحة
missing-text = ربما نُقلت الصفحة، أو في العنوان خطأ صغير. هذا ليس ذنبك.
missing-home = الذهاب إلى الصفحة الأولى

## أرقام منشورة
our-year-title = سنتنا بالصور
our-year-intro = كيف شارك الأطفال في اجتماعاتهم، بالأرقام.
our-year-reviews = الاجتماعات في { $year }
our-year-reviews-count = عدد اجتماعات { $review }: { $count }.
our-year-pn0 = { $count } مرة كان عمر الطفل أقل من 4 سنوات.
our-year-pn1 = { $count } مرة حضر الطفل وتكلم عن نفسه.
our-year-pn2 = { $count } مرة حضر الطفل وتكلم عنه مدافع عن حقوقه.
our-year-pn3 = { $count } مرة حضر الطفل وأخبرنا بدون كلام.
our-year-pn4 = { $count } مرة حضر الطفل ولم يقل رأيه.
our-year-pn5 = { $count } مرة لم يحضر الطفل ونقل أحد رأيه.
our-year-pn6 = { $count } مرة لم يحضر الطفل وأخبرنا بطريقة أخرى.
our-year-pn7 = { $count } مرة لم يحضر الطفل ولم نعرف رأيه.
our-year-forms = الاستمارات التي أرسلتموها
our-year-forms-count = وصلتنا { $count } استمارة.
our-year-alone = { $count } منها مُلئت بدون مساعدة.
our-year-helped = { $count } منها مُلئت بمساعدة.
our-year-years = كم شاركوا، سنة بعد سنة
our-year-rule = من كل 100 اجتماع لأطفال عمرهم 4 سنوات أو أكثر. لا نحسب فقط من لم يحضر ولم نعرف رأيه.
our-year-rate = { $year }: { $percent } من 100
our-year-no-rate = { $year }: لا يوجد رقم، لأن جزءًا منه أصغر من أن نعرضه.
figures-small = لا نعرض الأرقام الأقل من 5 وبعض ما بجانبها، حتى لا يعرف أحد من هو الطفل.
figures-example = هذه الأرقام مُختَرعة، لنريكم شكل الصفحة.
going-title = ما قلتموه لنا في استماراتكم
going-label = كيف تسير الأمور
going-yes = { $yes } من { $total } قالوا نعم ({ $year }).
going-hidden = أجاب { $total } ({ $year }). بعض الأرقام أصغر من أن نعرضها.
