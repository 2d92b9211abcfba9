// Every kind of question in every state that a child can bring it to: answered,
// wrong, not sure, hidden; and what comes in between.
import { deepEqual } from "node:assert/strict";
import { after, before, test } from "node:test";
import { lookAt, LOOKS, wear } from "./looks";
import { box, heading, next, press } from "./moves";
import { Stage } from "./support";

let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

for (const look of LOOKS) {
  test(`axe finds nothing, nothing scrolls sideways, every target is large enough (${look.name})`, async () => {
    const { page, context, faults } = await stage.visit("every-kind", look.options);
    await wear(page, look);
    const seen = (state: string) => lookAt(page, look, state);
    const radio = (name: string | RegExp) => page.getByRole("radio", { name, exact: true });
    /** Goes on, is told what is wrong, and looks at that. */
    const wrong = async (state: string) => {
      await next(page);
      await page.getByRole("alert").and(page.locator(":focus")).waitFor();
      await seen(state);
    };
    const onTo = async (question: string | RegExp) => {
      await next(page);
      await heading(page, question);
    };

    await press(page, "Start");
    await heading(page, "Who is filling this in?");
    await wrong("nobody is chosen");
    await radio(/Someone is helping me/).check();
    await seen("a helper is asked about");
    await wrong("a helper without a name");
    await radio(/typing in a paper booklet/).check();
    await seen("a booklet is asked about");
    await radio(/Me, on my own/).check();
    await onTo("About you");
    await wrong("about nobody");
    await box(page, "What is your full name?").fill("Ash Wren");
    for (const [part, number] of [["Day", "31"], ["Month", "2"], ["Year", "2016"]] as const) await box(page, part).fill(number);
    await wrong("born on no day");
    await box(page, "Day").fill("28");
    await onTo("What should we call you?");

    await page.getByRole("textbox").fill("Ash Wren the First");
    await seen("too many letters are counted");
    await wrong("too long");
    await page.getByRole("textbox").fill("Ash");
    await page.getByRole("checkbox", { name: "Only for my IRO" }).check();
    await seen("only for the IRO");
    await onTo("What is your news?");
    await page.getByRole("textbox").fill("One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight");
    await seen("a long text");
    await onTo("How do you feel?");
    await radio("Not good").check();
    await seen("a picture is chosen");
    await onTo(/Thank you for telling us/);
    await seen("help after an answer");
    await onTo("What would make it better?");
    await press(page, "Skip");
    await heading(page, "Do you feel safe?");
    await radio("Yes").check();
    await seen("yes");
    await onTo("Where should we meet?");
    await press(page, "I’m not sure");
    await heading(page, "What do you like?");
    await press(page, "Back");
    await heading(page, "Where should we meet?");
    await seen("not sure");
    await radio("At home").check();
    await seen("one is chosen");
    await onTo("What do you like?");
    for (const name of ["Art", "Sport"]) await page.getByRole("checkbox", { name }).check();
    await seen("two are chosen");
    await onTo("From 0 to 10, how are things?");
    await radio("7").check();
    await seen("a number is chosen");
    await onTo("What matters most?");
    for (const name of ["Friends", "School"]) await press(page, `Add ${name} to my list`);
    await seen("two are in order");
    await press(page, "Add Family to my list");
    await seen("all are in order");
    await onTo("Which day is good?");
    await box(page, "Day").fill("3");
    await wrong("half a date");
    for (const [part, number] of [["Day", "31"], ["Month", "2"], ["Year", "2026"]] as const) await box(page, part).fill(number);
    await wrong("no day of the calendar");
    await box(page, "Day").fill("28");
    await seen("a day");
    await onTo("Who should come?");
    await page.getByRole("group", { name: "My carer" }).getByRole("radio", { name: "Please come" }).check();
    await box(page, "Their name").fill("Nan");
    await wrong("a person without a wish");
    await page.getByRole("radiogroup", { name: /Anyone else/ }).getByRole("radio", { name: "Please don’t come" }).check();
    await press(page, "Add another person");
    await box(page, "Their name").nth(1).waitFor();
    await seen("room for one more person");
    await onTo("Which words do you use?");
    await page.getByLabel("My word for “placement”").fill("home");
    await seen("a word");
    await onTo("Did these happen?");
    await page.getByRole("group", { name: "I met my IRO before" }).getByRole("radio", { name: "No", exact: true }).check();
    await seen("one happened");
    await onTo("Check your answers");
    await seen("all is answered");

    await press(page, "See all the parts");
    await heading(page, "All the parts");
    await seen("parts");
    await press(page, "Hide my answers so far");
    await page.getByRole("button", { name: "Show them" }).waitFor();
    await seen("parts, answers hidden");
    await press(page, /^Check and send/);
    await heading(page, "Check your answers");
    await seen("check, answers hidden");
    await press(page, "Get help now");
    await page.getByRole("dialog").waitFor();
    await seen("help is open");
    await press(page, "Back to the form");
    await press(page, "How it looks");
    await page.locator("[data-looks]").waitFor();
    await seen("how it looks");
    deepEqual(faults, []);
    await context.close();
  });
}
