# Geiriau’r tudalennau o gwmpas y cynnwys. Mae $council a $review yno bob amser.

## Pob tudalen
skip-to-content = Neidio i’r brif ran
menu = Dewislen
nav-label = Prif ddewislen
get-help-now = Cael help nawr
home-link = { $title }: hafan
footer-help = Angen rhywun i siarad â nhw?
footer-help-text = Mae’r galwadau hyn am ddim.
footer-about = { $council } sy’n gwneud { $title }.
footer-about-with = { $council } sy’n gwneud { $title }, gyda { $ccc }.
footer-nav-label = Mwy o dudalennau
help-text = Neges destun i { $number }
help-website = Gwefan { $name }
help-lines-title = Ffonia rywun nawr
    .adult = Ffoniwch rywun nawr

## Ieithoedd. Yr enw yw beth mae’r iaith yn ei galw ei hun.
language-name = Cymraeg
language-label = Ieithoedd
language-not-this-page = (ddim y dudalen hon eto)
translation-label = Am y cyfieithiad hwn
translation-not-checked = Does neb sy’n siarad Cymraeg wedi gwirio’r dudalen hon eto. Efallai bod rhai geiriau’n anghywir.
translation-half = Dydy rhai rhannau o’r dudalen hon ddim wedi’u cyfieithu eto.

## Beside a letter about a review, by e-mail or on paper
letter-repeat = Efallai fod y llythyr hwn wedi dod yn barod.
letter-not-translated = Does dim llythyr yn Gymraeg eto. Gall rhywun rwyt ti’n ymddiried ynddo ddarllen hwn gyda ti.
letter-not-checked = Does neb sy’n siarad Cymraeg wedi gwirio’r llythyr hwn eto. Efallai fod rhai geiriau’n anghywir.
letter-scan = Pwyntia gamera ffôn neu dabled at y sgwâr. Neu teipia hwn i borwr:

## Gwrando, a sut mae’r dudalen yn edrych
listen = Gwrando
listen-stop = Stopio
looks-open = Sut mae’n edrych
looks-size = Maint y llythrennau
looks-size-usual = Arferol
looks-size-large = Mawr
looks-size-larger = Mwy byth
looks-spacing = Bylchau rhwng llythrennau a llinellau
looks-spacing-usual = Arferol
looks-spacing-wide = Llydan
looks-font = Siâp y llythrennau
looks-font-usual = Arferol
looks-font-easy = Hawdd eu darllen
looks-colours = Lliwiau
looks-colours-usual = Arferol
looks-colours-calm = Tawel
looks-colours-strong = Du a gwyn
looks-keep = Cofio hyn ar y ddyfais hon
looks-reset = Yn ôl i’r arferol

## Yr hafan
hero-choose = Dewisa dy ffurflen
home-ways = Mwy o ffyrdd i mewn
home-way-forms = Pob ffurflen
home-way-forms-text = Rhannu newyddion da, datrys problem, a mwy.
home-people = Pwy fydd yn ei darllen?
home-people-text = Dy IRO: y person sy’n gwneud yn siŵr bod pobl yn gwrando arnat ti.
home-people-all = Pwy yw’r IROs i gyd
home-expectations = Beth gelli di ei ddisgwyl
home-expectations-all = Gweld y rhestr gyfan
steps-title = Sut mae’n gweithio
step-write = Rwyt ti’n ysgrifennu
step-write-text = Yn dy eiriau dy hun. Gad allan beth bynnag wyt ti eisiau.
step-seal = Rydyn ni’n ei selio
step-seal-text = Mae wedi’i gloi cyn gadael dy sgrin. Does neb yn gallu ei agor ar y ffordd.
step-read = Mae dy IRO yn ei ddarllen
step-read-text = Neu’r IRO sy’n cymryd lle dy un di. Wedyn maen nhw’n siarad â ti cyn y cyfarfod.
steps-more = Mwy am bwy sy’n gweld dy atebion

## Rhestrau o bethau
people-title = Pwy yw’r IROs
people-intro = Mae Swyddog Adolygu Annibynnol, neu IRO, yn gwneud yn siŵr bod pobl yn gwrando arnat ti a bod y cynlluniau ar dy gyfer di yn rhai da. Dyma ein rhai ni.
people-back = Pwy yw’r IROs i gyd
expectations-title = Beth gelli di ei ddisgwyl
expectations-intro = Mae’r rhestr hon yn dweud beth ddylai pob plentyn allu ei ddisgwyl gan gyfarfod { $review }. Oes rhywbeth arni na ddigwyddodd? Dywed wrth dy IRO.
expectations-intro-by = { $ccc } ysgrifennodd y rhestr hon. Mae’n dweud beth ddylai pob plentyn allu ei ddisgwyl gan gyfarfod { $review }. Oes rhywbeth arni na ddigwyddodd? Dywed wrth dy IRO.
expectation-why = Pam mae’n bwysig
pledges-title = Addewidion i ti
pledges-intro = Mae’r bobl hyn wedi gwneud addewid i ti. Cei di ddisgwyl iddyn nhw ei gadw.
pledge-by = Addewid gan
words-title = Geiriau rydyn ni’n eu defnyddio
words-intro = Mae rhai geiriau’n brifo, a dydy rhai ddim yn gwneud synnwyr. Dyma beth rydyn ni’n ei ddweud yn lle hynny.
words-intro-by = Mae rhai geiriau’n brifo, a dydy rhai ddim yn gwneud synnwyr. { $ccc } ddewisodd y geiriau hyn i’w dweud yn eu lle.
word-say = Rydyn ni’n dweud
word-instead-of = Dydyn ni ddim yn dweud
word-why = Pam
forms-title = Ffurflenni
forms-intro = Dewisa’r un sydd i ti. Cei di ei llenwi ar dy ben dy hun, neu gyda rhywun rwyt ti’n ymddiried ynddo.
forms-private = Mae beth rwyt ti’n ei ysgrifennu’n cael ei selio cyn gadael dy sgrin. Mae pob ffurflen yn dweud ar y dechrau pwy sy’n ei darllen.
forms-group-before = Cyn dy gyfarfod
forms-group-after = Ar ôl dy gyfarfod
forms-group-any-time = Unrhyw bryd
forms-group-grown-ups = I ofalwyr a rhieni
form-ages = { $ages } oed
form-for-child = I blant a phobl ifanc
form-for-carer = I ofalwyr
form-for-parent = I rieni
form-for-iro = I IROs
form-for-everyone = I bawb
form-start = Dechrau { $title }
empty-list = Does dim byd yma eto.

## Pan nad yw tudalen yno
not-found-title = Allwn ni ddim dod o hyd i’r dudalen honno
missing-text = Efallai ei bod wedi symud, neu fod gwall bach yn y cyfeiriad. Nid dy fai di yw hynny.
missing-home = Mynd i’r dudalen gyntaf

## Ffigurau wedi eu cyhoeddi
our-year-title = Ein blwyddyn mewn lluniau
our-year-intro = Sut cymerodd plant ran yn eu cyfarfodydd, mewn rhifau.
our-year-reviews = Cyfarfodydd yn { $year }
our-year-reviews-count = Nifer y cyfarfodydd { $review }: { $count }.
our-year-pn0 = { $count } o weithiau roedd y plentyn o dan 4 oed.
our-year-pn1 = { $count } o weithiau roedd y plentyn yno ac yn siarad drosto’i hun.
our-year-pn2 = { $count } o weithiau roedd y plentyn yno ac eiriolwr yn siarad drosto.
our-year-pn3 = { $count } o weithiau roedd y plentyn yno ac yn dweud wrthym heb eiriau.
our-year-pn4 = { $count } o weithiau roedd y plentyn yno heb roi barn.
our-year-pn5 = { $count } o weithiau arhosodd y plentyn draw a daeth rhywun â’i farn.
our-year-pn6 = { $count } o weithiau arhosodd y plentyn draw a dweud wrthym mewn ffordd arall.
our-year-pn7 = { $count } o weithiau arhosodd y plentyn draw a chawson ni ddim barn.
our-year-forms = Ffurflenni anfonaist ti a phlant eraill
our-year-forms-count = Daeth { $count } o ffurflenni aton ni.
our-year-alone = Cafodd { $count } eu llenwi heb help.
our-year-helped = Cafodd { $count } eu llenwi gyda help.
our-year-years = Faint gymerodd ran, flwyddyn wrth flwyddyn
our-year-rule = O bob 100 o gyfarfodydd plant 4 oed neu hŷn. Dim ond “arhosodd draw a chawson ni ddim barn” sydd ddim yn cyfri.
our-year-rate = { $year }: { $percent } o bob 100
our-year-no-rate = { $year }: dim rhif, am fod un rhan yn rhy fach i’w dangos.
figures-small = Dydyn ni ddim yn dangos rhifau o dan 5, na rhai wrth eu hymyl, fel na all neb ddweud pwy oedd.
figures-example = Rhifau wedi eu dyfeisio yw’r rhain, i ddangos sut mae’r dudalen yn edrych.
going-title = Beth ddwedoch chi yn eich ffurflenni
going-label = Sut mae’n mynd
going-yes = Dwedodd { $yes } o { $total } ie ({ $year }).
going-hidden = Atebodd { $total } ({ $year }). Mae rhai rhifau’n rhy fach i’w dangos.
