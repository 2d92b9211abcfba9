# Geiriau’r ffurflen. Y sgript sy’n llenwi’r rhai sy’n dechrau â js-.

## Heb sgript, ac ar bapur
form-noscript-title = Cei di ddweud dy ddweud o hyd
form-noscript-screen = Dydy’r dudalen hon ddim yn gallu anfon dy atebion o fan hyn. Mae JavaScript wedi’i ddiffodd, neu wnaeth e ddim llwytho. Gelli di ddarllen pob cwestiwn isod.
form-noscript-print = Argraffa’r dudalen hon, ysgrifenna arni, a rho hi i dy IRO neu i rywun rwyt ti’n ymddiried ynddo.
form-noscript-tell = Neu dywed wrth dy IRO, dy weithiwr cymdeithasol neu rywun rwyt ti’n ymddiried ynddo. Gallan nhw ei ysgrifennu drosot ti.
form-noscript-help = Oes angen i ti siarad â rhywun nawr? Mae’r llinellau hyn am ddim:
form-conditional = Gad hwn allan os nad yw’n berthnasol i ti.
form-rank-paper = Ysgrifenna 1 wrth yr un gorau, wedyn 2, wedyn 3.
form-drawing-paper = Tynna lun yn y blwch hwn, neu ar ddalen o bapur.
form-recording-paper = Cei di chwarae hwn i dy IRO pan fyddwch chi’n cwrdd. Neu ei ysgrifennu yma.
form-photo-paper = Rho lun i mewn gyda hwn, neu dangosa fe i dy IRO pan fyddwch chi’n cwrdd. Cei di ysgrifennu amdano yma.
form-paper-end = Wedi gorffen? Rho hwn i dy IRO, neu i rywun rwyt ti’n ymddiried ynddo a fydd yn ei basio ymlaen.
form-required = (mae angen hwn arnon ni)
form-choose-many = Dewisa gynifer ag wyt ti eisiau.

## Y llyfryn
booklet-how-title = Mae hwn ar gyfer argraffydd
booklet-how = Argraffa’r dudalen hon ar A4, neu ei chadw fel PDF o ffenestr argraffu dy borwr. Fydd y geiriau hyn ddim yn cael eu hargraffu.
booklet-usual = Y llyfryn mewn llythrennau o’r maint arferol
booklet-large = Y llyfryn mewn print bras
booklet-screen = Ateb ar sgrin yn lle hynny
booklet-reads-iro = Mae dy IRO yn darllen hwn, ac yn siarad â ti. Os yw dy IRO i ffwrdd, yr IRO sy’n cymryd ei le sy’n ei ddarllen.
booklet-reads-team = Tîm { $council } i blant sy’n darllen hwn.
booklet-many = Ticia gynifer ag wyt ti eisiau.
booklet-number = Rho gylch o gwmpas y rhif.
booklet-end-title = Wedi gorffen!
booklet-post = Cei di ei anfon drwy’r post at:
booklet-type = Neu gall rhywun sy’n dy helpu di ei deipio drosot ti ar y wefan.
form-booklet = Ar bapur
form-booklet-usual = Ei hargraffu fel llyfryn
form-booklet-large = Ei hargraffu mewn print bras
form-print-not = Dydy dy atebion ddim yn cael eu hargraffu o fan hyn. Cer i “Edrych dros dy atebion” a’u hargraffu yno. Mae’r llyfryn gwag ar ei dudalen ei hun:

## Y dudalen gyntaf
form-promise-skip = Cei di adael unrhyw gwestiwn allan. Does dim atebion anghywir.
form-promise-sealed = Mae dy atebion yn cael eu cloi cyn gadael y sgrin hon.
form-promise-iro = Dim ond tîm dy IRO sy’n gallu eu hagor. Mae dy IRO yn eu darllen ac yn siarad â ti.
form-promise-team = Dim ond tîm { $council } i blant sy’n gallu eu hagor.
form-promise-collect = Fydd neb yn gwybod pa atebion yw dy rai di. Dim ond eu cyfrif nhw rydyn ni.
form-promise-leave = Angen mynd yn gyflym? Pwysa “Gadael y dudalen hon”. Mae’n clirio beth ysgrifennaist ti.
form-promise-safe = Os wyt ti’n dweud nad wyt ti’n ddiogel, mae’n rhaid i ni ddweud wrth rywun sy’n gallu helpu.
form-begin = Dechrau

## Pwy sy’n llenwi hwn
form-who-title = Pwy sy’n llenwi hwn?
form-who-me = Fi, ar fy mhen fy hun
form-who-helper = Mae rhywun yn fy helpu i
form-who-paper = Rydw i’n teipio llyfryn papur i mewn
form-paper-who = Pwy ysgrifennodd yn y llyfryn?
form-paper-child = Y plentyn, ar ei ben ei hun
form-paper-helped = Roedd rhywun yn helpu’r plentyn
form-paper-hint = Teipia’r geiriau fel y maen nhw yn y llyfryn. Wrth bob ateb gelli di newid geiriau pwy ydyn nhw.
form-paper-role = Pwy wyt ti i’r plentyn?
form-helper-role = Pwy sy’n helpu?
form-helper-name = Beth yw enw’r un sy’n helpu?
form-your-name = Beth yw dy enw?
form-role-carer = Fy ngofalwr
form-role-social-worker = Fy ngweithiwr cymdeithasol
form-role-childrens-rights-officer = Swyddog Hawliau Plant
form-role-advocate = Eiriolwr
form-role-parent = Fy mam, fy nhad neu riant
form-role-interpreter = Cyfieithydd
form-role-other = Rhywun arall

## Amdanat ti
form-about-title-child = Amdanat ti
form-about-title-other = Am y plentyn
form-about-hint-child = Rydyn ni’n gofyn er mwyn i dy atebion fynd at yr IRO cywir.
form-about-hint-other = Rydyn ni’n gofyn er mwyn i’ch atebion fynd at yr IRO cywir.
form-about-name-child = Beth yw dy enw llawn?
form-about-name-other = Beth yw enw llawn y plentyn?
form-about-born-child = Pryd gest ti dy eni?
form-about-born-other = Pryd cafodd y plentyn ei eni?
form-about-iro-child = Pwy yw dy IRO?
form-about-iro-other = Pwy yw IRO y plentyn?
form-about-iro-unknown = Dydw i ddim yn gwybod
form-date-day = Diwrnod
form-date-month = Mis
form-date-year = Blwyddyn

## Atebion
form-mark-yes = Ie
form-mark-no = Na
form-mark-not-sure = Dydw i ddim yn siŵr
form-mark-come = Dewch, plis
form-mark-stay-away = Peidiwch â dod, plis
form-mark-no-matter = Does dim ots gen i
form-people-else = Unrhyw un arall?
form-people-name = Enw’r person
form-people-role = Pwy ydyn nhw i ti?
form-people-add = Ychwanegu person arall
form-word-for = Fy ngair i am “{ $term }”
form-rank-hint = Pwysa beth sydd bwysicaf i ti yn gyntaf. Wedyn yr un nesaf. Gelli di eu symud i fyny ac i lawr, neu eu llusgo gerfydd y dotiau.

## O gwmpas pob cwestiwn
form-back = Yn ôl
form-leave = Gadael y dudalen hon
form-leave-keys = neu bwyso’r fysell Shift dair gwaith
form-parts = Gweld pob rhan
form-parts-title = Pob rhan
form-conceal = Cuddio fy atebion hyd yn hyn
form-reveal = Eu dangos
form-tap = Tapia lun i fynd ymlaen.
form-not-sure = Dydw i ddim yn siŵr
form-skip = Gadael allan
form-words-title = Geiriau pwy yw’r rhain?
form-words-own = Geiriau’r plentyn ei hun
form-words-written-for-me = Y plentyn ddywedodd. Fi ysgrifennodd
form-words-helper = Dyma beth rydw i, yr un sy’n helpu, yn ei feddwl
form-only = Dim ond i fy IRO
form-only-hint = Fyddwn ni ddim yn rhoi hwn yn y nodiadau sy’n mynd at bobl eraill. Os yw dy IRO i ffwrdd, gall yr IRO sy’n cymryd ei le ei ddarllen. Os nad wyt ti’n ddiogel, mae’n rhaid i dy IRO ddweud wrth rywun sy’n gallu helpu.
form-errors-title = Mae angen edrych eto ar rywbeth

## Cymryd tro
form-turn-hide = Cuddio’r atebion hyd yn hyn
form-turn-hide-hint = Mae atebion cudd yn cael eu hanfon o hyd. Gall unrhyw un sydd â’r ddyfais hon bwyso “Eu dangos” tan hynny.
form-turn-only = Dim ond i fy IRO mae beth rydw i’n ei ysgrifennu ar fy mhen fy hun
form-turn-not-now = Ddim nawr

## Help nawr
form-help-title = Diolch am ddweud wrthon ni
form-help-text = Rwyt ti’n bwysig, a does dim rhaid i ti gario hyn ar dy ben dy hun. Cei di siarad â rhywun nawr. Os wyt ti mewn perygl, ffonia 999.
form-help-after = Gall gymryd amser i ni ddarllen beth rwyt ti’n ei anfon. Gall rhywun ar y ffôn dy helpu di’n syth.
form-help-on = Mynd ymlaen â’r ffurflen
form-later = Cadw a gorffen wedyn
form-file-open = Agor ffurflen gadwais i fel ffeil
form-kept = Wedi’i chadw ar y ddyfais hon
form-help-open = Cael help nawr
form-help-close = Yn ôl i’r ffurflen

## Edrych ac anfon
form-check-title = Edrych dros dy atebion
form-check-text = Dyma beth rwyt ti ar fin ei anfon. Gelli di newid unrhyw beth o hyd.
form-send-text-iro = Pan fyddi di’n pwyso’r botwm, mae dy atebion yn cael eu cloi ac yn mynd at dy IRO.
form-send-text-duty = Pan fyddi di’n pwyso’r botwm, mae dy atebion yn cael eu cloi ac yn mynd at yr IRO ar ddyletswydd.
form-send-text-manager = Pan fyddi di’n pwyso’r botwm, mae dy atebion yn cael eu cloi ac yn mynd at reolwr yr IROs.
form-send-text-advocacy = Pan fyddi di’n pwyso’r botwm, mae dy atebion yn cael eu cloi ac yn mynd at y tîm eiriolaeth.
form-send-text-collect = Pan fyddi di’n pwyso’r botwm, mae dy atebion yn cael eu cloi. Rydyn ni’n eu cyfrif gydag atebion pawb.
form-send = Anfon fy atebion
form-sealing = Cloi dy atebion
form-print = Argraffu fy atebion
form-try-again = Trio eto
form-save = Cadw’r ffeil wedi’i selio
form-save-hint = Mae’r ffeil wedi’i selio yn dal dy atebion, wedi’u cloi. Does neb sy’n dod o hyd iddi yn gallu ei darllen: dim ond gwasanaeth dy IRO sy’n gallu ei hagor. Rho hi i dy IRO neu dy weithiwr cymdeithasol, ar gof bach neu drwy e-bost.

## Aros am y signal, ar ôl i’r dudalen gael ei llwytho eto
form-waits-title = Mae dy atebion wedi’u cloi
form-waits-text = Pwysaist ti anfon, ac wedyn cafodd y dudalen hon ei llwytho eto. Does neb yn gallu agor dy atebion ar y ddyfais hon mwyach, a dwyt ti ddim chwaith. Dim ond eu hanfon sydd ar ôl.
form-discard-ask = Dydw i ddim eisiau eu hanfon
form-discard-text = Mae hyn yn dileu’r atebion sydd wedi’u cloi o’r ddyfais hon. Fydd neb yn eu cael.
form-discard = Dileu fy atebion

## Wedi’u hanfon
form-sent-title = Maen nhw gyda ni. Diolch!
form-sent-text-iro = Mae dy atebion ar eu ffordd at dy IRO. Bydd dy IRO yn eu darllen ac yn siarad â ti cyn dy gyfarfod.
form-sent-text-duty = Mae dy atebion ar eu ffordd at yr IRO ar ddyletswydd, fydd yn eu darllen ac yn helpu.
form-sent-text-manager = Mae dy atebion ar eu ffordd at reolwr yr IROs.
form-sent-text-advocacy = Mae dy atebion ar eu ffordd at y tîm eiriolaeth.
form-sent-text-collect = Mae dy atebion i mewn. Rydyn ni’n eu cyfrif gydag atebion pawb.
form-sent-receipt = Rhif dy dderbynneb. Cei di ei ysgrifennu, ond does dim rhaid:
form-sent-cleared = Rydyn ni wedi clirio dy atebion o’r dudalen hon. Efallai bod cyfeiriad y dudalen yn hanes y ddyfais hon o hyd.
form-sent-help = Os oes angen i ti siarad â rhywun

## Ar gyfer y sgript
js-time = { $minutes ->
    [two] Mae’n cymryd tua { $minutes } funud. Cei di stopio pryd bynnag rwyt ti eisiau.
   *[other] Mae’n cymryd tua { $minutes } munud. Cei di stopio pryd bynnag rwyt ti eisiau.
}
js-next = Nesaf
js-save-return = Cadw a mynd yn ôl at fy atebion
js-part = Rhan { $at } o { $all }: { $title }
js-part-done = Wedi gorffen
js-part-started = Wedi dechrau
js-part-todo = I’w wneud
js-part-ready = Unrhyw bryd
js-parts-done = Rhannau wedi’u gorffen: { $done } o { $all }. Dechreua lle bynnag rwyt ti eisiau.
js-turn-helping = Mae { $name } yn helpu
js-turn-alone = Dy dro di, ar dy ben dy hun. Dydy { $name } ddim yn edrych
js-turn-paper = Teipio llyfryn papur i mewn
js-turn-take = Fy nhro i, ar fy mhen fy hun
js-turn-begin = Dechrau fy nhro
js-turn-give-back = Ei roi’n ôl i { $name }
js-turn-away-title = { $name }, rhowch hwn i’r plentyn
js-turn-away-text = Wedyn trowch i ffwrdd. Geiriau’r plentyn ei hun sy’n cael eu hysgrifennu nawr. Does dim angen i { $name } eu gweld.
js-turn-back-title = Cyn i ti ei roi’n ôl i { $name }
js-turn-back-text = Gelli di guddio beth ysgrifennaist ti yn gyntaf.
js-concealed = Atebion cudd: { $count }. Byddan nhw’n cael eu hanfon gyda’r lleill.
js-revealed = Mae dy atebion i gyd i’w gweld eto.
js-error-concealed = Mae angen edrych eto ar un o’r atebion cudd. Dangosa nhw yn gyntaf.
js-leave-two = Shift, pwysa 2 waith eto i adael y dudalen hon.
js-leave-one = Shift, pwysa 1 waith eto i adael y dudalen hon.
js-leave-now = Yn gadael y dudalen hon.
js-leave-over = Wnaethon ni ddim gorffen gadael y dudalen hon.
js-check-part = Edrych ac anfon
js-about-part = Amdanat ti
js-left = Llythrennau ar ôl: { $count }
js-over = Rhy hir. Llythrennau i’w tynnu: { $count }
js-error-too-long = Gwna dy ateb ychydig yn fyrrach. Llythrennau i’w tynnu: { $count }
js-error-required = Mae angen ateb yma cyn i ti fynd ymlaen.
js-error-date = Ysgrifenna’r diwrnod, y mis a’r flwyddyn mewn rhifau, fel 27 3 2015.
js-error-no-day = Dydy’r diwrnod hwnnw ddim yn y calendr. Edrycha ar y rhifau eto.
js-error-future = Dydy’r diwrnod hwnnw ddim wedi dod eto. Edrycha ar y rhifau eto.
js-error-person-name = Ysgrifenna enw’r person.
js-error-person-wanted = Dywed a ddylai { $name } ddod ai peidio.
js-error-who = Dewisa pwy sy’n llenwi hwn.
js-error-paper = Dewisa pwy ysgrifennodd yn y llyfryn.
js-error-role = Dewisa pwy sy’n helpu.
js-error-role-paper = Dewisa pwy wyt ti i’r plentyn.
js-error-helper-name = Ysgrifenna enw’r un sy’n helpu.
js-error-your-name = Ysgrifenna dy enw.
js-error-name = Ysgrifenna’r enw llawn.
js-error-words = Dewisa geiriau pwy yw’r rhain.
js-rank-add = Ychwanegu { $label } at fy rhestr
js-rank-up = Symud { $label } i fyny
js-rank-down = Symud { $label } i lawr
js-rank-remove = Tynnu { $label } oddi ar fy rhestr
js-rank-place = { $label }: rhif { $place } o { $count }
js-rank-removed = Mae { $label } wedi mynd oddi ar dy restr
js-check-none = Dim ateb
js-check-skipped = Gadewaist ti hwn allan
js-check-not-sure = Dydw i ddim yn siŵr
js-check-change = Newid
js-check-change-what = Newid dy ateb i: { $ask }
js-check-answer = Ateb
js-check-answer-what = Ateb: { $ask }
js-check-only = Dim ond i fy IRO
js-check-who = Wedi’i llenwi gan
js-check-born = Dyddiad geni
js-check-iro = IRO
js-check-name = Enw
js-sealing = Yn cloi dy atebion…
js-sealing-part = Yn cloi dy atebion: { $percent } %
js-sending-long = Yn anfon. Gyda recordiad gall hyn gymryd ychydig o funudau. Gad y dudalen ar agor.
js-sending = Yn anfon…
js-state-waiting = Yn aros i gael eu hanfon. Cadwa’r dudalen hon ar agor
js-state-not-sent = Heb eu hanfon eto. Mae dy atebion yma o hyd
js-state-not-sent-locked = Heb eu hanfon eto. Mae dy atebion, wedi’u cloi, yma o hyd
js-kept = Os bydd y dudalen yn cael ei llwytho eto ar ddamwain, mae dy atebion, wedi’u cloi, yn y tab hwn o hyd.
js-not-kept = Ni all y porwr hwn gadw dy atebion os bydd y dudalen yn cael ei llwytho eto. Paid â’i chau na’i llwytho eto. Gelli di gadw’r ffeil wedi’i selio, i fod yn siŵr.
js-fail-offline = Mae’n edrych fel nad yw’r ddyfais hon ar y rhyngrwyd nawr. Mae dy atebion wedi’u cloi. Byddan nhw’n mynd ar eu pen eu hunain pan fydd y rhyngrwyd yn ôl.
js-fail-network = Allen ni ddim cyrraedd y blwch llythyrau. Mae dy atebion wedi’u cloi. Byddan nhw’n mynd ar eu pen eu hunain pan fydd y cysylltiad yn gweithio eto.
js-fail-busy = Mae llawer o bobl yn anfon nawr. Does dim rhaid i ti wneud dim: byddwn ni’n trio eto ein hunain.
js-fail-full = Mae’r blwch llythyrau’n llawn nawr. Nid dy fai di yw hynny. Tria eto nes ymlaen, neu gadwa’r ffeil wedi’i selio.
js-fail-refused = Wnaeth y blwch llythyrau ddim ei dderbyn. Nid dy fai di yw hynny. Gelli di gadw’r ffeil wedi’i selio a’i rhoi i dy IRO, neu ddweud wrth rywun rwyt ti’n ymddiried ynddo.
js-fail-receipt = Nid yr ateb cywir ddaeth yn ôl, felly allwn ni ddim bod yn siŵr bod dy atebion wedi cyrraedd. Tria eto.
js-fail-seal = Allen ni ddim cloi dy atebion, felly wnaethon ni ddim eu hanfon. Edrycha ar y cysylltiad â’r rhyngrwyd, wedyn pwysa “Trio eto”.
js-fail-other = Aeth rhywbeth o’i le yn y blwch llythyrau. Nid dy fai di yw hynny. Mae dy atebion wedi’u cloi, a byddwn ni’n trio eto ein hunain.
js-wait = Byddwn ni’n trio eto ymhen { $seconds } eiliad.
js-late-loading = Un eiliad…
js-late-failed = Wnaeth y rhan nesaf ddim llwytho. Mae beth ysgrifennaist ti yma o hyd. Edrycha ar y cysylltiad â’r rhyngrwyd, wedyn tria eto.
js-late-again = Trio eto
js-later-failed = Allen ni ddim nôl y clo ar gyfer cadw ac agor ffurflenni. Edrycha ar y cysylltiad â’r rhyngrwyd, wedyn tria eto. Mae beth ysgrifennaist ti yma o hyd.
js-kept-here = Mae ffurflen heb ei gorffen ar y ddyfais hon ers { $when }. Mae’n diflannu ar yr ymweliad cyntaf ar ôl { $end }.
js-kept-open = Mynd ymlaen â hi
js-kept-forget = Anghofio’r ffurflen
js-kept-forget-sure = Wir eisiau ei hanghofio? Does neb yn gallu ei chael yn ôl.
js-kept-forget-yes = Ydw, anghofio’r ffurflen
js-kept-forget-no = Na, ei chadw
js-saved = Mae’r ffeil wedi’i selio wedi’i chadw. Chwilia am my-review-sealed.age yn dy lawrlwythiadau.
js-yes = Ie
js-no = Na
js-come = Dewch, plis
js-stay-away = Peidiwch â dod, plis
