# Drawings, recordings and photos. Ids that start with js- are filled in by the
# page's script; those with late-media- come with media.js.

media-words = You can use words as well, or instead
media-words-label = In your own words

## Drawing
media-drawing-hint = Draw with your finger, a pen or the mouse.
media-undo = Undo
media-clear = Start again
media-colour = Colour
media-colour-black = Black
media-colour-red = Red
media-colour-orange = Orange
media-colour-yellow = Yellow
media-colour-green = Green
media-colour-blue = Blue
media-colour-purple = Purple
media-colour-pink = Pink
media-colour-brown = Brown
media-colour-rubber = Rubber
media-width = How thick
media-width-thin = Thin
media-width-middle = Middle
media-width-thick = Thick

## Recording
media-record-voice = Record my voice
media-record-video = Record a video
media-recording = Recording
media-length = How much you have recorded
media-stop = Stop
media-again = Do it again
media-delete = Delete it
media-trouble-way = You can write it in words below, or go on without it.

## Photos
media-photo-hint = You can add up to 3 photos. We make them smaller here, and take out where and when they were taken.
media-photo-choose = Choose a photo
media-photo-take = Take a photo

## For the page's script
js-media-failed = This part did not load. Check the internet connection, then try again. Or go on without it.
js-media-drawing = A drawing
js-media-voice = A voice recording
js-media-video = A video
js-media-photo = A photo

## For media.js
late-media-full = There is no room for more. To add this, take out a recording or a photo from another answer.
late-media-paper-empty = Your drawing. There is nothing on it yet.
late-media-paper-drawn = Your drawing. Lines on it: { $count }
late-media-paper-kept = Your drawing from before. New lines on it: { $count }
late-media-undone = The last step is taken back
late-media-cleaned = The paper is empty. Press “Undo” to get your drawing back.
late-media-most-voice = You can record up to { $most } minutes of your voice.
late-media-most-video = You can record up to { $most } minutes of video.
late-media-asking-voice = Your browser asks if it may use the microphone. Press “Allow”.
late-media-asking-video = Your browser asks if it may use the camera and the microphone. Press “Allow”.
late-media-started = Recording has started. You have { $most } minutes.
late-media-time = { $at } of { $most }
late-media-near = { $seconds } seconds left
late-media-done-voice = Your recording is { $length } minutes long. Listen to it:
late-media-done-video = Your video is { $length } minutes long. Watch it:
late-media-kept-voice = Your recording is here. Listen to it:
late-media-kept-video = Your video is here. Watch it:
late-media-play-audio = Your recording
late-media-play-video = Your video
late-media-deleted = Your recording is deleted
late-media-still = You are still recording. Press “Stop” first.
late-media-trouble-refused = The browser may not use the microphone or the camera. You can change that in the browser’s settings for this page.
late-media-trouble-none = There is no microphone or camera on this device that we can use.
late-media-trouble-busy = Another app is using the microphone or the camera. Close it and try again.
late-media-trouble-cannot = Recording does not work in this browser.
late-media-photo-alt = Photo { $number }
late-media-photo-remove = Take photo { $number } out
late-media-photo-removed = The photo is taken out
late-media-photo-reading = Making the photo smaller…
late-media-photo-added = Photo { $number } is added
late-media-photo-unreadable = We could not read that picture. Choose another one, or take a new photo.
late-media-photo-enough = You have added { $most } photos. That is all that fits.
