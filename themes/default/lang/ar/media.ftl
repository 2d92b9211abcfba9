# Drawings, recordings and photos. Numbers stand after a colon, for the script
# fills them in and Arabic has six plural forms.

media-words = يمكنك استخدام الكلمات أيضًا، أو بدلًا من ذلك
media-words-label = بكلماتي أنا

## Drawing
media-drawing-hint = يمكنك الرسم بالإصبع أو بالقلم أو بالفأرة.
media-undo = تراجع
media-clear = البدء من جديد
media-colour = اللون
media-colour-black = أسود
media-colour-red = أحمر
media-colour-orange = برتقالي
media-colour-yellow = أصفر
media-colour-green = أخضر
media-colour-blue = أزرق
media-colour-purple = بنفسجي
media-colour-pink = وردي
media-colour-brown = بني
media-colour-rubber = ممحاة
media-width = سُمك الخط
media-width-thin = رفيع
media-width-middle = متوسط
media-width-thick = سميك

## Recording
media-record-voice = تسجيل صوتي
media-record-video = تسجيل فيديو
media-recording = التسجيل
media-length = مدة ما سُجِّل
media-stop = إيقاف
media-again = التسجيل من جديد
media-delete = حذف التسجيل
media-trouble-way = يمكنك الكتابة بالكلمات في الأسفل، أو المتابعة من دون ذلك.

## Photos
media-photo-hint = يمكنك إضافة صور، وأقصى عدد هو 3. نحن نصغّرها هنا، ونحذف منها مكان التصوير ووقته.
media-photo-choose = اختيار صورة
media-photo-take = التقاط صورة

## For the page's script
js-media-failed = لم يُحمَّل هذا الجزء. بعد التأكد من الاتصال بالإنترنت، يمكنك المحاولة مرة أخرى. أو المتابعة من دونه.
js-media-drawing = رسم
js-media-voice = تسجيل صوتي
js-media-video = فيديو
js-media-photo = صورة

## For media.js
late-media-full = لا مكان للمزيد. لإضافة هذا، يمكنك حذف تسجيل أو صورة من إجابة أخرى.
late-media-paper-empty = رسمك. لا شيء فيه بعد.
late-media-paper-drawn = رسمك. عدد الخطوط فيه: { $count }
late-media-paper-kept = رسمك من المرة السابقة. عدد الخطوط الجديدة فيه: { $count }
late-media-undone = أُلغيت الخطوة الأخيرة
late-media-cleaned = الورقة فارغة. لاستعادة رسمك، يمكنك الضغط على «تراجع».
late-media-most-voice = يمكنك تسجيل صوتك. أقصى مدة بالدقائق: { $most }
late-media-most-video = يمكنك تسجيل فيديو. أقصى مدة بالدقائق: { $most }
late-media-asking-voice = يسألك المتصفح إن كان يستطيع استخدام الميكروفون. للموافقة، يمكنك الضغط على «سماح».
late-media-asking-video = يسألك المتصفح إن كان يستطيع استخدام الكاميرا والميكروفون. للموافقة، يمكنك الضغط على «سماح».
late-media-started = بدأ التسجيل. المدة المتاحة بالدقائق: { $most }
late-media-time = { $at } من { $most }
late-media-near = الثواني الباقية: { $seconds }
late-media-done-voice = مدة تسجيلك بالدقائق: { $length }. يمكنك الاستماع إليه:
late-media-done-video = مدة الفيديو بالدقائق: { $length }. يمكنك مشاهدته:
late-media-kept-voice = تسجيلك هنا. يمكنك الاستماع إليه:
late-media-kept-video = الفيديو هنا. يمكنك مشاهدته:
late-media-play-audio = تسجيلك الصوتي
late-media-play-video = الفيديو الخاص بك
late-media-deleted = حُذف تسجيلك
late-media-still = التسجيل مستمر. يجب الضغط على «إيقاف» أولًا.
late-media-trouble-refused = لا يُسمح للمتصفح باستخدام الميكروفون أو الكاميرا. يمكنك تغيير ذلك في إعدادات المتصفح لهذه الصفحة.
late-media-trouble-none = لا يوجد في هذا الجهاز ميكروفون أو كاميرا نستطيع استخدامها.
late-media-trouble-busy = تطبيق آخر يستخدم الميكروفون أو الكاميرا. بعد إغلاقه يمكنك المحاولة مرة أخرى.
late-media-trouble-cannot = التسجيل لا يعمل في هذا المتصفح.
late-media-photo-alt = الصورة { $number }
late-media-photo-remove = حذف الصورة { $number }
late-media-photo-removed = حُذفت الصورة
late-media-photo-reading = نصغّر الصورة…
late-media-photo-added = أُضيفت الصورة { $number }
late-media-photo-unreadable = لم نتمكن من قراءة هذه الصورة. يمكنك اختيار صورة أخرى أو التقاط صورة جديدة.
late-media-photo-enough = عدد الصور التي أضفتها: { $most }. لا مكان للمزيد.
