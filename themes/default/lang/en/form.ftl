# Words of the form. Ids that start with js- are filled in by the script.

## Without script, and on paper
form-noscript-title = You can still have your say
form-noscript-screen = This page cannot send your answers from here. JavaScript is switched off, or it did not load. You can read all the questions below.
form-noscript-print = Print this page, write on it, and give it to your IRO or to someone you trust.
form-noscript-tell = Or tell your IRO, your social worker or someone you trust. They can write it down for you.
form-noscript-help = Do you need to talk to someone now? These lines are free:
form-conditional = Skip this one if it is not about you.
form-rank-paper = Write 1 next to the best one, then 2, then 3.
form-drawing-paper = Draw in this box, or on a sheet of your own.
form-recording-paper = You can play this to your IRO when you meet. Or write it down here.
form-photo-paper = Put a photo in with this, or show it to your IRO when you meet. You can write about it here.
form-paper-end = All done? Give this to your IRO, or to someone you trust who will pass it on.
form-required = (we need this one)
form-choose-many = Choose as many as you like.

## The booklet
booklet-how-title = This is for a printer
booklet-how = Print this page on A4, or save it as a PDF from your browser’s print window. These words will not be printed.
booklet-usual = The booklet in letters of the usual size
booklet-large = The booklet in large print
booklet-screen = Answer on a screen instead
booklet-reads-iro = Your IRO reads this, and talks with you. If your IRO is away, the IRO who stands in reads it.
booklet-reads-team = { $council }’s team for children reads this.
booklet-many = Tick as many as you like.
booklet-number = Put a circle around the number.
booklet-end-title = All done!
booklet-post = You can send it by post to:
booklet-type = Or someone who helps you can type it in for you on the website.
form-booklet = On paper
form-booklet-usual = Print it as a booklet
form-booklet-large = Print it in large print
form-print-not = Your answers are not printed from here. Go to “Check your answers” and print them there. The empty booklet is on a page of its own:

## The first page
form-promise-skip = You can skip any question. There are no wrong answers.
form-promise-sealed = Your answers are locked before they leave this screen.
form-promise-iro = Only your IRO’s team can open them. Your IRO reads them and talks with you.
form-promise-team = Only { $council }’s team for children can open them.
form-promise-collect = Nobody will know which answers are yours. We only count them.
form-promise-leave = Need to go fast? Press “Leave this page”. It clears what you wrote.
form-promise-safe = If you tell us you are not safe, we have to tell someone who can help.
form-begin = Start

## Who is filling this in
form-who-title = Who is filling this in?
form-who-me = Me, on my own
form-who-helper = Someone is helping me
form-who-paper = I am typing in a paper booklet
form-paper-who = Who wrote in the booklet?
form-paper-child = The child, on their own
form-paper-helped = Someone helped the child
form-paper-hint = Type the words as they stand in the booklet. At each answer you can still change whose words it is.
form-paper-role = Who are you to the child?
form-helper-role = Who is helping?
form-helper-name = What is the helper’s name?
form-your-name = What is your name?
form-role-carer = My carer
form-role-social-worker = My social worker
form-role-childrens-rights-officer = A Children’s Rights Officer
form-role-advocate = An advocate
form-role-parent = My mum, dad or parent
form-role-interpreter = An interpreter
form-role-other = Someone else

## About you
form-about-title-child = About you
form-about-title-other = About the child
form-about-hint-child = We ask so that your answers get to the right IRO.
form-about-hint-other = We ask so that your answers get to the right IRO.
form-about-name-child = What is your full name?
form-about-name-other = What is the child’s full name?
form-about-born-child = When were you born?
form-about-born-other = When was the child born?
form-about-iro-child = Who is your IRO?
form-about-iro-other = Who is the child’s IRO?
form-about-iro-unknown = I don’t know
form-date-day = Day
form-date-month = Month
form-date-year = Year

## Answers
form-mark-yes = Yes
form-mark-no = No
form-mark-not-sure = I’m not sure
form-mark-come = Please come
form-mark-stay-away = Please don’t come
form-mark-no-matter = I don’t mind
form-people-else = Anyone else?
form-people-name = Their name
form-people-role = Who are they to you?
form-people-add = Add another person
form-word-for = My word for “{ $term }”
form-rank-hint = Press what matters most to you first. Then the next one. You can move them up and down, or drag them by the dots.

## Around each question
form-back = Back
form-leave = Leave this page
form-leave-keys = or press the Shift key three times
form-parts = See all the parts
form-parts-title = All the parts
form-conceal = Hide my answers so far
form-reveal = Show them
form-tap = Tap a picture to go on.
form-not-sure = I’m not sure
form-skip = Skip
form-words-title = Whose words are these?
form-words-own = The child’s own words
form-words-written-for-me = The child said it. I wrote it down
form-words-helper = This is what I, the helper, think
form-only = Only for my IRO
form-only-hint = We will not put this one in the notes that go to other people. If your IRO is away, the IRO who stands in can read it. If you are not safe, your IRO has to tell someone who can help.
form-errors-title = Something needs a look

## Taking turns
form-turn-hide = Hide the answers so far
form-turn-hide-hint = Hidden answers are still sent. Anyone who has this device can press “Show them” until then.
form-turn-only = What I write alone is only for my IRO
form-turn-not-now = Not now

## Help now
form-help-title = Thank you for telling us
form-help-text = You matter, and you don’t have to carry this alone. You can talk to someone right now. If you are in danger, ring 999.
form-help-after = It can take us some time to read what you send. Someone on the phone can help you straight away.
form-help-on = Carry on with the form
form-later = Save and finish later
form-file-open = Open a form that I saved as a file
form-kept = Saved on this device
form-help-open = Get help now
form-help-close = Back to the form

## Check and send
form-check-title = Check your answers
form-check-text = This is what you are going to send. You can still change anything.
form-send-text-iro = When you press the button, your answers are locked and go to your IRO.
form-send-text-duty = When you press the button, your answers are locked and go to the duty IRO.
form-send-text-manager = When you press the button, your answers are locked and go to the manager of the IROs.
form-send-text-advocacy = When you press the button, your answers are locked and go to the advocacy team.
form-send-text-collect = When you press the button, your answers are locked. We count them with everyone’s.
form-send = Send my answers
form-sealing = Locking your answers
form-print = Print my answers
form-try-again = Try again
form-save = Save the sealed file
form-save-hint = The sealed file holds your answers, locked. Nobody who finds it can read it: only your IRO’s service can open it. Give it to your IRO or social worker, on a memory stick or by e-mail.

## Waiting for the signal, after the page was loaded again
form-waits-title = Your answers are locked
form-waits-text = You pressed send, and then this page was loaded again. Nobody can open your answers on this device any more, and that includes you. They only need to be sent.
form-discard-ask = I don’t want to send them
form-discard-text = This deletes the locked answers from this device. Nobody will get them.
form-discard = Delete my answers

## Sent
form-sent-title = We got it. Thank you!
form-sent-text-iro = Your answers are on their way to your IRO. Your IRO will read them and talk with you before your meeting.
form-sent-text-duty = Your answers are on their way to the duty IRO, who will read them and help.
form-sent-text-manager = Your answers are on their way to the manager of the IROs.
form-sent-text-advocacy = Your answers are on their way to the advocacy team.
form-sent-text-collect = Your answers are in. We count them together with everyone’s.
form-sent-receipt = Your receipt number. You can write it down, but you don’t have to:
form-sent-cleared = We have cleared your answers from this page. The page’s address may still be in this device’s history.
form-sent-help = If you need to talk to someone

## For the script
js-time = It takes about { $minutes } minutes. You can stop whenever you like.
js-next = Next
js-save-return = Save and go back to my answers
js-part = Part { $at } of { $all }: { $title }
js-part-done = Done
js-part-started = Started
js-part-todo = To do
js-part-ready = Any time
js-parts-done = Parts done: { $done } of { $all }. Start where you like.
js-turn-helping = { $name } is helping
js-turn-alone = Your turn, alone. { $name } is not looking
js-turn-paper = Typing in a paper booklet
js-turn-take = My turn, alone
js-turn-begin = Start my turn
js-turn-give-back = Give it back to { $name }
js-turn-away-title = { $name }, please give this to the child
js-turn-away-text = Then look away. What is written now is the child’s own. { $name } does not need to see it.
js-turn-back-title = Before you give it back to { $name }
js-turn-back-text = You can hide what you wrote first.
js-concealed = Hidden answers: { $count }. They will be sent with the others.
js-revealed = All your answers are on show again.
js-error-concealed = One of the hidden answers needs a look. Show them first.
js-leave-two = Shift, press 2 more times to leave this page.
js-leave-one = Shift, press 1 more time to leave this page.
js-leave-now = Leaving this page.
js-leave-over = Leaving this page was not finished.
js-check-part = Check and send
js-about-part = About you
js-left = Letters left: { $count }
js-over = Too long. Letters to take out: { $count }
js-error-too-long = Make your answer a bit shorter. Letters to take out: { $count }
js-error-required = We need an answer here before you can go on.
js-error-date = Write the day, the month and the year in numbers, like 27 3 2015.
js-error-no-day = That day is not in the calendar. Check the numbers.
js-error-future = That day has not come yet. Check the numbers.
js-error-person-name = Write the name of the person.
js-error-person-wanted = Say if { $name } should come or not.
js-error-who = Choose who is filling this in.
js-error-paper = Choose who wrote in the booklet.
js-error-role = Choose who is helping.
js-error-role-paper = Choose who you are to the child.
js-error-helper-name = Write the helper’s name.
js-error-your-name = Write your name.
js-error-name = Write the full name.
js-error-words = Choose whose words these are.
js-rank-add = Add { $label } to my list
js-rank-up = Move { $label } up
js-rank-down = Move { $label } down
js-rank-remove = Take { $label } off my list
js-rank-place = { $label } is number { $place } of { $count }
js-rank-removed = { $label } is off your list
js-check-none = No answer
js-check-skipped = You skipped this one
js-check-not-sure = I’m not sure
js-check-change = Change
js-check-change-what = Change your answer to: { $ask }
js-check-answer = Answer
js-check-answer-what = Answer: { $ask }
js-check-only = Only for my IRO
js-check-who = Filled in by
js-check-born = Born
js-check-iro = IRO
js-check-name = Name
js-sealing = Locking your answers…
js-sealing-part = Locking your answers: { $percent } %
js-sending-long = Sending. With a recording this can take a few minutes. Leave the page open.
js-sending = Sending…
js-state-waiting = Waiting to be sent. Keep this page open
js-state-not-sent = Not sent yet. Your answers are still here
js-state-not-sent-locked = Not sent yet. Your locked answers are still here
js-kept = If the page gets loaded again by mistake, your locked answers are still in this tab.
js-not-kept = This browser can’t keep your answers if the page gets loaded again. Please don’t close it or load it again. You can save the sealed file, to be sure.
js-fail-offline = It looks like this device is not on the internet right now. Your answers are locked. They go by themselves when the internet is back.
js-fail-network = We could not reach the letterbox. Your answers are locked. They go by themselves when the connection works again.
js-fail-busy = Lots of people are sending right now. You don’t have to do anything: we will try again by ourselves.
js-fail-full = The letterbox is full right now. That is not your fault. Try again later, or save the sealed file.
js-fail-refused = The letterbox did not take it. That is not your fault. You can save the sealed file and give it to your IRO, or tell someone you trust.
js-fail-receipt = The answer that came back was not the right one, so we can’t be sure that your answers arrived. Please try again.
js-fail-seal = We could not lock your answers, so we did not send them. Check the internet connection, then press “Try again”.
js-fail-other = Something went wrong at the letterbox. That is not your fault. Your answers are locked, and we will try again by ourselves.
js-wait = We will try again in { $seconds } seconds.
js-late-loading = One moment…
js-late-failed = The next part did not load. What you wrote is still here. Check the internet connection, then try again.
js-late-again = Try again
js-later-failed = We could not fetch the lock for saving and opening forms. Check the internet connection, then try again. What you wrote is still here.
js-kept-here = A form that is not finished has been on this device since { $when }. It goes away at the first visit after { $end }.
js-kept-open = Carry on with it
js-kept-forget = Forget it
js-kept-forget-sure = Really forget it? Nobody can get it back.
js-kept-forget-yes = Yes, forget it
js-kept-forget-no = No, keep it
js-saved = The sealed file is saved. Look for my-review-sealed.age in your downloads.
js-yes = Yes
js-no = No
js-come = Please come
js-stay-away = Please don’t come
