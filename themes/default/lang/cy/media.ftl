# Lluniau, recordiadau a ffotograffau. Sgript y dudalen sy’n llenwi’r rhai sy’n
# dechrau â js-; daw’r rhai â late-media- gyda media.js.

media-words = Cei di ddefnyddio geiriau hefyd, neu yn lle hynny
    .adult = Cewch ddefnyddio geiriau hefyd, neu yn lle hynny
media-words-label = Yn dy eiriau dy hun
    .adult = Yn eich geiriau eich hun

## Tynnu llun
media-drawing-hint = Tynna lun gyda dy fys, pen neu’r llygoden.
    .adult = Tynnwch lun gyda’ch bys, pen neu’r llygoden.
media-undo = Dadwneud
media-clear = Dechrau eto
media-colour = Lliw
media-colour-black = Du
media-colour-red = Coch
media-colour-orange = Oren
media-colour-yellow = Melyn
media-colour-green = Gwyrdd
media-colour-blue = Glas
media-colour-purple = Porffor
media-colour-pink = Pinc
media-colour-brown = Brown
media-colour-rubber = Rhwbiwr
media-width = Pa mor drwchus
media-width-thin = Tenau
media-width-middle = Canolig
media-width-thick = Trwchus

## Recordio
media-record-voice = Recordio fy llais
media-record-video = Recordio fideo
media-recording = Recordiad
media-length = Faint rwyt ti wedi’i recordio
    .adult = Faint rydych chi wedi’i recordio
media-stop = Stopio
media-again = Ei wneud eto
media-delete = Ei ddileu
media-trouble-way = Cei di ei ysgrifennu mewn geiriau isod, neu fynd ymlaen hebddo.
    .adult = Cewch ei ysgrifennu mewn geiriau isod, neu fynd ymlaen hebddo.

## Ffotograffau
media-photo-hint = Cei di ychwanegu hyd at 3 ffotograff. Rydyn ni’n eu gwneud yn llai yma, ac yn tynnu allan ble a phryd cawson nhw eu tynnu.
    .adult = Cewch ychwanegu hyd at 3 ffotograff. Rydyn ni’n eu gwneud yn llai yma, ac yn tynnu allan ble a phryd cawson nhw eu tynnu.
media-photo-choose = Dewis ffotograff
media-photo-take = Tynnu ffotograff

## Ar gyfer sgript y dudalen
js-media-failed = Wnaeth y rhan hon ddim llwytho. Edrycha ar y cysylltiad â’r rhyngrwyd, wedyn tria eto. Neu cer ymlaen hebddi.
    .adult = Wnaeth y rhan hon ddim llwytho. Edrychwch ar y cysylltiad â’r rhyngrwyd, wedyn triwch eto. Neu ewch ymlaen hebddi.
js-media-drawing = Llun
js-media-voice = Recordiad llais
js-media-video = Fideo
js-media-photo = Ffotograff

## Ar gyfer media.js
late-media-full = Does dim lle i fwy. I ychwanegu hwn, tynna recordiad neu ffotograff allan o ateb arall.
    .adult = Does dim lle i fwy. I ychwanegu hwn, tynnwch recordiad neu ffotograff allan o ateb arall.
late-media-paper-empty = Dy lun. Does dim byd arno eto.
    .adult = Eich llun. Does dim byd arno eto.
late-media-paper-drawn = Dy lun. Llinellau arno: { $count }
    .adult = Eich llun. Llinellau arno: { $count }
late-media-paper-kept = Dy lun o’r tro diwethaf. Llinellau newydd arno: { $count }
    .adult = Eich llun o’r tro diwethaf. Llinellau newydd arno: { $count }
late-media-undone = Mae’r cam diwethaf wedi’i dynnu’n ôl
late-media-cleaned = Mae’r papur yn wag. Pwysa “Dadwneud” i gael dy lun yn ôl.
    .adult = Mae’r papur yn wag. Pwyswch “Dadwneud” i gael eich llun yn ôl.
late-media-most-voice = Cei di recordio hyd at { $most } munud o dy lais.
    .adult = Cewch recordio hyd at { $most } munud o’ch llais.
late-media-most-video = Cei di recordio hyd at { $most } munud o fideo.
    .adult = Cewch recordio hyd at { $most } munud o fideo.
late-media-asking-voice = Mae dy borwr yn gofyn a gaiff ddefnyddio’r meicroffon. Pwysa “Caniatáu”.
    .adult = Mae eich porwr yn gofyn a gaiff ddefnyddio’r meicroffon. Pwyswch “Caniatáu”.
late-media-asking-video = Mae dy borwr yn gofyn a gaiff ddefnyddio’r camera a’r meicroffon. Pwysa “Caniatáu”.
    .adult = Mae eich porwr yn gofyn a gaiff ddefnyddio’r camera a’r meicroffon. Pwyswch “Caniatáu”.
late-media-started = Mae’r recordio wedi dechrau. Mae gen ti { $most } munud.
    .adult = Mae’r recordio wedi dechrau. Mae gennych chi { $most } munud.
late-media-time = { $at } o { $most }
late-media-near = { $seconds } eiliad ar ôl
late-media-done-voice = Mae dy recordiad yn { $length } munud o hyd. Gwranda arno:
    .adult = Mae eich recordiad yn { $length } munud o hyd. Gwrandewch arno:
late-media-done-video = Mae dy fideo yn { $length } munud o hyd. Gwylia fe:
    .adult = Mae eich fideo yn { $length } munud o hyd. Gwyliwch e:
late-media-kept-voice = Mae dy recordiad yma. Gwranda arno:
    .adult = Mae eich recordiad yma. Gwrandewch arno:
late-media-kept-video = Mae dy fideo yma. Gwylia fe:
    .adult = Mae eich fideo yma. Gwyliwch e:
late-media-play-audio = Dy recordiad
    .adult = Eich recordiad
late-media-play-video = Dy fideo
    .adult = Eich fideo
late-media-deleted = Mae dy recordiad wedi’i ddileu
    .adult = Mae eich recordiad wedi’i ddileu
late-media-still = Rwyt ti’n dal i recordio. Pwysa “Stopio” yn gyntaf.
    .adult = Rydych chi’n dal i recordio. Pwyswch “Stopio” yn gyntaf.
late-media-trouble-refused = Chaiff y porwr ddim defnyddio’r meicroffon na’r camera. Gelli di newid hynny yng ngosodiadau’r porwr ar gyfer y dudalen hon.
    .adult = Chaiff y porwr ddim defnyddio’r meicroffon na’r camera. Gallwch newid hynny yng ngosodiadau’r porwr ar gyfer y dudalen hon.
late-media-trouble-none = Does dim meicroffon na chamera ar y ddyfais hon y gallwn ni ei ddefnyddio.
late-media-trouble-busy = Mae ap arall yn defnyddio’r meicroffon neu’r camera. Caea’r ap hwnnw a thria eto.
    .adult = Mae ap arall yn defnyddio’r meicroffon neu’r camera. Caewch yr ap hwnnw a thriwch eto.
late-media-trouble-cannot = Dydy recordio ddim yn gweithio yn y porwr hwn.
late-media-photo-alt = Ffotograff { $number }
late-media-photo-remove = Tynnu ffotograff { $number } allan
late-media-photo-removed = Mae’r ffotograff wedi’i dynnu allan
late-media-photo-reading = Yn gwneud y ffotograff yn llai…
late-media-photo-added = Mae ffotograff { $number } wedi’i ychwanegu
late-media-photo-unreadable = Allen ni ddim darllen y llun hwnnw. Dewisa un arall, neu tynna ffotograff newydd.
    .adult = Allen ni ddim darllen y llun hwnnw. Dewiswch un arall, neu tynnwch ffotograff newydd.
late-media-photo-enough = Rwyt ti wedi ychwanegu { $most } ffotograff. Does dim lle i fwy.
    .adult = Rydych chi wedi ychwanegu { $most } ffotograff. Does dim lle i fwy.
