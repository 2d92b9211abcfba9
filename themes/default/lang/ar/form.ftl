# Words of the form. Written so that it fits girls and boys alike: verbal nouns,
# “you can” and the past tense, never a command or a present-tense “you”.
# Numbers stand after a colon: the script fills them in, and Arabic has six
# plural forms.

## Without script, and on paper
form-noscript-title = ما زال بإمكانك قول رأيك
form-noscript-screen = لا تستطيع هذه الصفحة إرسال إجاباتك من هنا. جافا سكريبت (JavaScript) متوقف أو لم يُحمَّل. يمكنك قراءة كل الأسئلة في الأسفل.
form-noscript-print = يمكنك طباعة هذه الصفحة والكتابة عليها، ثم إعطاؤها لمسؤول مراجعتك أو لشخص موضع ثقتك.
form-noscript-tell = أو يمكنك إخبار مسؤول مراجعتك، أو أخصائيك الاجتماعي، أو شخص موضع ثقتك. وهم يستطيعون كتابتها عنك.
form-noscript-help = بحاجة إلى التحدث مع أحد الآن؟ هذه الأرقام مجانية:
form-conditional = يمكنك ترك هذا السؤال إن لم يكن عنك.
form-rank-paper = الرقم 1 بجانب الأهم، ثم 2، ثم 3.
form-drawing-paper = الرسم في هذا المربع، أو على ورقة من عندك.
form-recording-paper = يمكنك تشغيله لمسؤول مراجعتك عندما تلتقيان. أو الكتابة هنا.
form-photo-paper = يمكنك وضع صورة مع هذه الورقة، أو عرضها على مسؤول مراجعتك عندما تلتقيان. ويمكنك الكتابة عنها هنا.
form-paper-end = هل انتهى كل شيء؟ يمكنك إعطاء هذا لمسؤول مراجعتك، أو لشخص موضع ثقتك يوصله.
form-required = (نحتاج إلى هذا السؤال)
form-choose-many = يمكنك اختيار أي عدد.

## The booklet
booklet-how-title = هذه الصفحة للطابعة
booklet-how = يمكنك طباعة هذه الصفحة على ورق A4، أو حفظها بصيغة PDF من نافذة الطباعة في المتصفح. هذه الكلمات لن تُطبع.
booklet-usual = الكتيب بحروف عادية الحجم
booklet-large = الكتيب بحروف كبيرة
booklet-screen = الإجابة على الشاشة بدلًا من ذلك
booklet-reads-iro = مسؤول مراجعتك (IRO) يقرأ هذا ويتحدث معك. وإذا كان غائبًا، يقرؤه من ينوب عنه.
booklet-reads-team = يقرأ هذا فريق الأطفال في { $council }.
booklet-many = يمكنك وضع علامة على أي عدد.
booklet-number = دائرة حول الرقم.
booklet-end-title = انتهى كل شيء!
booklet-post = يمكنك إرساله بالبريد إلى:
booklet-type = أو يمكن لمن يساعدك أن يكتبه عنك في الموقع.
form-booklet = على الورق
form-booklet-usual = طباعتها على شكل كتيب
form-booklet-large = طباعتها بحروف كبيرة
form-print-not = لا تُطبع إجاباتك من هنا. يمكنك طباعتها من «مراجعة إجاباتي». والكتيب الفارغ له صفحة خاصة:

## The first page
form-promise-skip = يمكنك ترك أي سؤال. لا توجد إجابات خاطئة.
form-promise-sealed = تُقفل إجاباتك قبل أن تغادر هذه الشاشة.
form-promise-iro = لا يستطيع فتحها إلا فريق مسؤول مراجعتك. ومسؤول مراجعتك يقرؤها ويتحدث معك.
form-promise-team = لا يستطيع فتحها إلا فريق الأطفال في { $council }.
form-promise-collect = لن يعرف أحد أي الإجابات لك. نحن نعدّها فقط.
form-promise-leave = بحاجة إلى الخروج بسرعة؟ زر «مغادرة هذه الصفحة» يمسح ما كتبته.
form-promise-safe = إذا أخبرتنا أنك لست في أمان، فعلينا أن نخبر شخصًا يستطيع المساعدة.
form-begin = بدء

## Who is filling this in
form-who-title = من يملأ هذه الاستمارة؟
form-who-me = أنا، وحدي
form-who-helper = أحد يساعدني
form-who-paper = أنقل ما كُتب في كتيب ورقي
form-paper-who = من كتب في الكتيب؟
form-paper-child = الطفل وحده
form-paper-helped = كتب الطفل بمساعدة أحد
form-paper-hint = تُكتب الكلمات هنا كما هي في الكتيب. وعند كل إجابة يمكن تغيير صاحب الكلمات.
form-paper-role = ما صلتك بالطفل؟
form-helper-role = من الذي يساعد؟
form-helper-name = ما اسم من يساعد؟
form-your-name = ما اسمك؟
form-role-carer = من يرعاني
form-role-social-worker = أخصائيي الاجتماعي
form-role-childrens-rights-officer = مسؤول حقوق الطفل
form-role-advocate = مدافع عن رأيي (advocate)
form-role-parent = أمي أو أبي أو ولي أمري
form-role-interpreter = مترجم
form-role-other = شخص آخر

## About you
form-about-title-child = عنك
form-about-title-other = عن الطفل
form-about-hint-child = نسأل عن هذا لكي تصل إجاباتك إلى مسؤول المراجعة الصحيح.
form-about-hint-other = نسأل عن هذا لكي تصل إجاباتك إلى مسؤول المراجعة الصحيح.
form-about-name-child = ما اسمك الكامل؟
form-about-name-other = ما الاسم الكامل للطفل؟
form-about-born-child = ما تاريخ ميلادك؟
form-about-born-other = ما تاريخ ميلاد الطفل؟
form-about-iro-child = من هو مسؤول مراجعتك (IRO)؟
form-about-iro-other = من هو مسؤول مراجعة الطفل (IRO)؟
form-about-iro-unknown = لا أعرف
form-date-day = اليوم
form-date-month = الشهر
form-date-year = السنة

## Answers
form-mark-yes = نعم
form-mark-no = لا
form-mark-not-sure = لا أدري
form-mark-come = أريد حضوره
form-mark-stay-away = لا أريد حضوره
form-mark-no-matter = لا يهمني
form-people-else = هل هناك شخص آخر؟
form-people-name = الاسم
form-people-role = ما صلته بك؟
form-people-add = إضافة شخص آخر
form-word-for = كلمتي بدلًا من «{ $term }»
form-rank-hint = الضغط أولًا على أهم شيء عندك. ثم على ما يليه. ويمكنك تحريكها إلى أعلى وإلى أسفل، أو سحبها من النقاط.

## Around each question
form-back = رجوع
form-leave = مغادرة هذه الصفحة
form-leave-keys = أو الضغط على مفتاح Shift ثلاث مرات
form-parts = عرض كل الأجزاء
form-parts-title = كل الأجزاء
form-conceal = إخفاء إجاباتي حتى الآن
form-reveal = إظهارها
form-tap = للمتابعة: الضغط على صورة.
form-not-sure = لا أدري
form-skip = تخطي
form-words-title = كلمات من هذه؟
form-words-own = كلمات الطفل نفسه
form-words-written-for-me = قالها الطفل وأنا كتبتها
form-words-helper = هذا رأيي أنا الذي أساعد
form-only = لمسؤول مراجعتي فقط
form-only-hint = لن نضع هذه الإجابة في الملاحظات التي تصل إلى الآخرين. إذا كان مسؤول مراجعتك غائبًا، يستطيع من ينوب عنه قراءتها. وإذا كنت في خطر، فعلى مسؤول مراجعتك أن يخبر شخصًا يستطيع المساعدة.
form-errors-title = هناك شيء بحاجة إلى نظرة

## Taking turns
form-turn-hide = إخفاء الإجابات حتى الآن
form-turn-hide-hint = الإجابات المخفية تُرسل أيضًا. وحتى إرسالها، يستطيع كل من معه هذا الجهاز أن يضغط على «إظهارها».
form-turn-only = ما أكتبه وحدي هو لمسؤول مراجعتي فقط
form-turn-not-now = ليس الآن

## Help now
form-help-title = شكرًا لأنك أخبرتنا
form-help-text = أمرك يهمنا، ولا يجب أن يكون هذا الحمل عليك وحدك. يمكنك التحدث مع أحد الآن. في حالة الخطر، رقم الطوارئ هو 999.
form-help-after = قد نحتاج إلى بعض الوقت لنقرأ ما أرسلته. أما على الهاتف فيستطيع أحد مساعدتك فورًا.
form-help-on = متابعة الاستمارة
form-later = الحفظ والإكمال لاحقًا
form-file-open = فتح استمارة حفظتها في ملف
form-kept = محفوظة على هذا الجهاز
form-help-open = مساعدة الآن
form-help-close = العودة إلى الاستمارة

## Check and send
form-check-title = مراجعة إجاباتي
form-check-text = هذا ما سيُرسل. ما زال بإمكانك تغيير أي شيء.
form-send-text-iro = عند الضغط على الزر، تُقفل إجاباتك وتذهب إلى مسؤول مراجعتك.
form-send-text-duty = عند الضغط على الزر، تُقفل إجاباتك وتذهب إلى مسؤول المراجعة المناوب.
form-send-text-manager = عند الضغط على الزر، تُقفل إجاباتك وتذهب إلى مدير مسؤولي المراجعة.
form-send-text-advocacy = عند الضغط على الزر، تُقفل إجاباتك وتذهب إلى فريق الدفاع عن رأي الأطفال.
form-send-text-collect = عند الضغط على الزر، تُقفل إجاباتك. ونحن نعدّها مع إجابات الجميع.
form-send = إرسال إجاباتي
form-sealing = نقفل إجاباتك
form-print = طباعة إجاباتي
form-try-again = المحاولة مرة أخرى
form-save = حفظ الملف المقفل
form-save-hint = في الملف المقفل إجاباتك. من يجده لا يستطيع قراءته: لا تستطيع فتحه إلا خدمة مسؤول مراجعتك. يمكنك إعطاؤه لمسؤول مراجعتك أو لأخصائيك الاجتماعي، على ذاكرة USB أو بالبريد الإلكتروني.

## Waiting for the signal, after the page was loaded again
form-waits-title = إجاباتك مقفلة
form-waits-text = ضغطت على زر الإرسال، ثم حُمِّلت هذه الصفحة من جديد. لم يعد أحد يستطيع فتح إجاباتك على هذا الجهاز، حتى أنت. بقي فقط أن تُرسل.
form-discard-ask = لا أريد إرسالها
form-discard-text = هذا يحذف الإجابات المقفلة من هذا الجهاز. ولن تصل إلى أحد.
form-discard = حذف إجاباتي

## Sent
form-sent-title = وصلتنا إجاباتك. شكرًا لك!
form-sent-text-iro = إجاباتك في طريقها إلى مسؤول مراجعتك. سيقرؤها ويتحدث معك قبل اجتماعك.
form-sent-text-duty = إجاباتك في طريقها إلى مسؤول المراجعة المناوب. سيقرؤها ويساعدك.
form-sent-text-manager = إجاباتك في طريقها إلى مدير مسؤولي المراجعة.
form-sent-text-advocacy = إجاباتك في طريقها إلى فريق الدفاع عن رأي الأطفال.
form-sent-text-collect = وصلت إجاباتك. ونحن نعدّها مع إجابات الجميع.
form-sent-receipt = رقم الإيصال. يمكنك كتابته عندك، وهذا ليس ضروريًا:
form-sent-cleared = مسحنا إجاباتك من هذه الصفحة. وقد يبقى عنوان الصفحة في سجل هذا الجهاز.
form-sent-help = إن كنت بحاجة إلى التحدث مع أحد

## For the script
js-time = المدة التقريبية بالدقائق: { $minutes }. يمكنك التوقف في أي وقت.
js-next = التالي
js-save-return = حفظ والعودة إلى إجاباتي
js-part = الجزء { $at } من { $all }: { $title }
js-part-done = تم
js-part-started = بدأ
js-part-todo = لم يبدأ
js-part-ready = في أي وقت
js-parts-done = الأجزاء التي تمت: { $done } من { $all }. يمكنك البدء من أي جزء.
js-turn-helping = يساعدك { $name }
js-turn-alone = دورك وحدك. { $name } لا ينظر
js-turn-paper = نقل كتيب ورقي
js-turn-take = دوري، وحدي
js-turn-begin = بدء دوري
js-turn-give-back = إعادة الجهاز إلى { $name }
js-turn-away-title = { $name }، يرجى إعطاء الجهاز للطفل
js-turn-away-text = ثم عدم النظر إلى الشاشة. ما يُكتب الآن هو كلام الطفل نفسه. ولا حاجة إلى أن يراه { $name }.
js-turn-back-title = قبل إعادة الجهاز إلى { $name }
js-turn-back-text = يمكنك أولًا إخفاء ما كتبته.
js-concealed = الإجابات المخفية: { $count }. ستُرسل مع غيرها.
js-revealed = كل إجاباتك ظاهرة من جديد.
js-error-concealed = إحدى الإجابات المخفية بحاجة إلى نظرة. يجب إظهارها أولًا.
js-leave-two = لمغادرة هذه الصفحة: ضغطتان أخريان على Shift.
js-leave-one = لمغادرة هذه الصفحة: ضغطة واحدة أخرى على Shift.
js-leave-now = مغادرة هذه الصفحة.
js-leave-over = لم تكتمل مغادرة هذه الصفحة.
js-check-part = المراجعة والإرسال
js-about-part = عنك
js-left = الحروف الباقية: { $count }
js-over = النص طويل جدًا. الحروف التي يجب حذفها: { $count }
js-error-too-long = إجابتك أطول قليلًا مما يجب. الحروف التي يجب حذفها: { $count }
js-error-required = نحتاج إلى إجابة هنا قبل المتابعة.
js-error-date = يجب كتابة اليوم والشهر والسنة بالأرقام، مثل 27 3 2015.
js-error-no-day = هذا اليوم غير موجود في التقويم. يرجى مراجعة الأرقام.
js-error-future = هذا اليوم لم يأتِ بعد. يرجى مراجعة الأرقام.
js-error-person-name = يجب كتابة اسم الشخص.
js-error-person-wanted = هل يحضر { $name } أم لا؟ يجب اختيار إجابة.
js-error-who = يجب اختيار من يملأ هذه الاستمارة.
js-error-paper = يجب اختيار من كتب في الكتيب.
js-error-role = يجب اختيار من الذي يساعد.
js-error-role-paper = يجب اختيار صلتك بالطفل.
js-error-helper-name = يجب كتابة اسم من يساعد.
js-error-your-name = يجب كتابة اسمك.
js-error-name = يجب كتابة الاسم الكامل.
js-error-words = يجب اختيار صاحب هذه الكلمات.
js-rank-add = إضافة «{ $label }» إلى قائمتي
js-rank-up = تحريك «{ $label }» إلى أعلى
js-rank-down = تحريك «{ $label }» إلى أسفل
js-rank-remove = حذف «{ $label }» من قائمتي
js-rank-place = «{ $label }» في المكان { $place } من { $count }
js-rank-removed = حُذف «{ $label }» من قائمتك
js-check-none = لا توجد إجابة
js-check-skipped = تركت هذا السؤال
js-check-not-sure = لا أدري
js-check-change = تغيير
js-check-change-what = تغيير إجابتك عن: { $ask }
js-check-answer = إجابة
js-check-answer-what = إجابة عن: { $ask }
js-check-only = لمسؤول مراجعتي فقط
js-check-who = ملأها
js-check-born = تاريخ الميلاد
js-check-iro = مسؤول المراجعة (IRO)
js-check-name = الاسم
js-sealing = نقفل إجاباتك…
js-sealing-part = نقفل إجاباتك: { $percent } %
js-sending-long = نرسل الآن. مع وجود تسجيل قد يستغرق هذا بضع دقائق. يجب أن تبقى الصفحة مفتوحة.
js-sending = نرسل الآن…
js-state-waiting = في انتظار الإرسال. يجب أن تبقى هذه الصفحة مفتوحة
js-state-not-sent = لم تُرسل بعد. إجاباتك ما زالت هنا
js-state-not-sent-locked = لم تُرسل بعد. إجاباتك المقفلة ما زالت هنا
js-kept = إذا حُمِّلت الصفحة من جديد بالخطأ، تبقى إجاباتك المقفلة في علامة التبويب هذه.
js-not-kept = لا يستطيع هذا المتصفح أن يحتفظ بإجاباتك إذا حُمِّلت الصفحة من جديد. يرجى عدم إغلاق الصفحة وعدم تحميلها من جديد. وللاطمئنان، يمكنك حفظ الملف المقفل.
js-fail-offline = يبدو أن هذا الجهاز غير متصل بالإنترنت الآن. إجاباتك مقفلة. وستُرسل وحدها عندما يعود الاتصال.
js-fail-network = لم نتمكن من الوصول إلى صندوق الرسائل. إجاباتك مقفلة. وستُرسل وحدها عندما يعود الاتصال.
js-fail-busy = كثيرون يرسلون الآن. لا حاجة إلى فعل أي شيء: سنحاول مرة أخرى بأنفسنا.
js-fail-full = صندوق الرسائل ممتلئ الآن. هذا ليس ذنبك. يمكنك المحاولة لاحقًا، أو حفظ الملف المقفل.
js-fail-refused = لم يقبل صندوق الرسائل الإجابات. هذا ليس ذنبك. يمكنك حفظ الملف المقفل وإعطاؤه لمسؤول مراجعتك، أو إخبار شخص موضع ثقتك.
js-fail-receipt = الرد الذي وصلنا لم يكن صحيحًا، فلسنا متأكدين من وصول إجاباتك. يرجى المحاولة مرة أخرى.
js-fail-seal = لم نتمكن من قفل إجاباتك، فلم نرسلها. بعد التأكد من الاتصال بالإنترنت، يمكنك الضغط على «المحاولة مرة أخرى».
js-fail-other = حدث خطأ في صندوق الرسائل. هذا ليس ذنبك. إجاباتك مقفلة، وسنحاول مرة أخرى بأنفسنا.
js-wait = الثواني الباقية قبل المحاولة التالية: { $seconds }
js-late-loading = لحظة من فضلك…
js-late-failed = لم يُحمَّل الجزء التالي. ما كتبته ما زال هنا. بعد التأكد من الاتصال بالإنترنت، يمكنك المحاولة مرة أخرى.
js-late-again = المحاولة مرة أخرى
js-later-failed = لم نتمكن من جلب القفل اللازم لحفظ الاستمارات وفتحها. بعد التأكد من الاتصال بالإنترنت، يمكنك المحاولة مرة أخرى. ما كتبته ما زال هنا.
js-kept-here = على هذا الجهاز استمارة لم تكتمل، منذ { $when }. وستُحذف عند أول زيارة بعد { $end }.
js-kept-open = متابعتها
js-kept-forget = حذفها
js-kept-forget-sure = هل تُحذف حقًا؟ لن يستطيع أحد استعادتها.
js-kept-forget-yes = نعم، حذفها
js-kept-forget-no = لا، إبقاؤها
js-saved = حُفظ الملف المقفل. اسمه my-review-sealed.age، وهو في مجلد التنزيلات.
js-yes = نعم
js-no = لا
js-come = أريد حضوره
js-stay-away = لا أريد حضوره
