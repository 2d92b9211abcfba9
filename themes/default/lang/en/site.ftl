# Words of the pages around the content. $council and $review are always there.

## Every page
skip-to-content = Skip to the main part
menu = Menu
nav-label = Main menu
get-help-now = Get help now
home-link = { $title }: home
footer-help = Need someone to talk to?
footer-help-text = These calls are free.
footer-about = { $title } is made by { $council }.
footer-about-with = { $title } is made by { $council } with { $ccc }.
footer-nav-label = More pages
help-text = Text { $number }
help-website = Website of { $name }
help-lines-title = Ring someone now

## Languages. The name is what the language calls itself.
language-name = English
language-label = Languages
language-not-this-page = (not this page yet)
translation-label = About this translation
translation-not-checked = Nobody who speaks this language has checked this page yet. Some words may be wrong.
translation-half = Some parts of this page are not translated yet.

## Beside a letter about a review, by e-mail or on paper
letter-repeat = You may have had this letter already.
letter-not-translated = This letter has not been written in English yet. Someone you trust can read it with you.
letter-not-checked = Nobody who speaks this language has checked this letter yet. Some words may be wrong.
letter-scan = Point a phone’s or tablet’s camera at the square. Or type this into a browser:

## Listen, and how the page looks
listen = Listen
listen-stop = Stop
looks-open = How it looks
looks-size = Size of the letters
looks-size-usual = Usual
looks-size-large = Large
looks-size-larger = Larger
looks-spacing = Space between letters and lines
looks-spacing-usual = Usual
looks-spacing-wide = Wide
looks-font = Shape of the letters
looks-font-usual = Usual
looks-font-easy = Easy to read
looks-colours = Colours
looks-colours-usual = Usual
looks-colours-calm = Calm
looks-colours-strong = Black and white
looks-keep = Remember this on this device
looks-reset = Back to usual

## Home
hero-choose = Choose your form
home-ways = More ways in
home-way-forms = All the forms
home-way-forms-text = Share good news, sort out a problem, and more.
home-people = Who will read it?
home-people-text = Your IRO: the person who makes sure that people listen to you.
home-people-all = Meet all the IROs
home-expectations = What you can expect
home-expectations-all = See the whole list
steps-title = How it works
step-write = You write
step-write-text = In your own words. Skip anything you like.
step-seal = We seal it
step-seal-text = It is locked before it leaves your screen. Nobody can open it on the way.
step-read = Your IRO reads it
step-read-text = Or the IRO who stands in. Then they talk with you before the meeting.
steps-more = More about who sees your answers

## Lists of things
people-title = Meet the IROs
people-intro = An Independent Reviewing Officer, or IRO, makes sure that people listen to you and that the plans for you are good ones. These are ours.
people-back = Meet all the IROs
expectations-title = What you can expect
expectations-intro = This list says what every child should be able to expect of the { $review } meeting. Did something on it not happen? Tell your IRO.
expectations-intro-by = { $ccc } wrote this list. It says what every child should be able to expect of the { $review } meeting. Did something on it not happen? Tell your IRO.
expectation-why = Why it matters
pledges-title = Promises to you
pledges-intro = These people have made you a promise. You may hold them to it.
pledge-by = A promise by
words-title = Words we use
words-intro = Some words hurt, and some make no sense. Here is what we say instead.
words-intro-by = Some words hurt, and some make no sense. { $ccc } chose these words to say instead.
word-say = We say
word-instead-of = We do not say
word-why = Why
forms-title = Forms
forms-intro = Pick the one for you. You can do it alone, or with someone you trust.
forms-private = What you write is sealed before it leaves your screen. Each form says at the start who reads it.
forms-group-before = Before your meeting
forms-group-after = After your meeting
forms-group-any-time = At any time
forms-group-grown-ups = For carers and parents
form-ages = For ages { $ages }
form-for-child = For children and young people
form-for-carer = For carers
form-for-parent = For parents
form-for-iro = For IROs
form-for-everyone = For everyone
form-start = Start { $title }
empty-list = There is nothing here yet.

## When a page is not there
not-found-title = We cannot find that page
missing-text = It may have moved, or the address has a slip in it. That is not your fault.
missing-home = Go to the first page

## Published figures
our-year-title = Our year in pictures
our-year-intro = How children took part in their meetings, in numbers.
our-year-reviews = Meetings in { $year }
our-year-reviews-count = There were { $count } { $review } meetings.
our-year-pn0 = { $count } times the child was under 4.
our-year-pn1 = { $count } times the child was there and spoke for themselves.
our-year-pn2 = { $count } times the child was there and an advocate spoke for them.
our-year-pn3 = { $count } times the child was there and told us without words.
our-year-pn4 = { $count } times the child was there and gave no views.
our-year-pn5 = { $count } times the child stayed away and somebody carried their views.
our-year-pn6 = { $count } times the child stayed away and told us in another way.
our-year-pn7 = { $count } times the child stayed away and we had no views.
our-year-forms = Forms you sent
our-year-forms-count = { $count } forms came to us.
our-year-alone = { $count } were filled in alone.
our-year-helped = { $count } were filled in with a helper.
our-year-years = How many took part, year by year
our-year-rule = Of every 100 meetings of children aged 4 or over. Only “stayed away and we had no views” is left out.
our-year-rate = { $year }: { $percent } of 100
our-year-no-rate = { $year }: no number, because one part of it is too small to show.
figures-small = Numbers under 5 are left out, and some next to them, so that nobody can tell who it was.
figures-example = These numbers are invented, to show what the page looks like.
going-title = What you told us in your forms
going-label = How it is going
going-yes = { $yes } of { $total } said yes ({ $year }).
going-hidden = { $total } answered ({ $year }). Some numbers are too small to show.
