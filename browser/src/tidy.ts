// The entry of tidy.js, which every page without a form has: drafts that are
// past their time go at the next visit, whichever page that is.
import { tidy } from "./draft-store";

void tidy(Date.now()).catch(() => undefined);
