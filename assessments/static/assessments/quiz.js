/* The attempt page, one question at a time; every choice is saved at once. The page works without this file.

   A question's answer carries a sequence number. The server keeps an answer only when its number is above the one it has,
   so a late or repeated request never overwrites a later choice. "Saved" is said only after the server said so; what it
   does not have yet is kept on this device and sent again. */

const RETRY_FIRST_MS = 1000;
const RETRY_MOST_MS = 20000;
const REQUEST_TIMEOUT_MS = 10000;
const TIME_UP_WAIT_MS = 4000;
const SPOKEN_MINUTES = [10, 5, 1];
const SHOWN_AGAIN_MINUTES = 5;
const MINUTE = 60;

/* A form that must not be sent twice: the second click finds the button switched off. */
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
addEventListener("pageshow", (event) => {
  // Coming back by the back button: what the server holds may have changed since.
  if (event.persisted) location.reload();
});

const over = document.querySelector("[data-attempt-over]");
if (over) keptOnDevice(over.dataset.attemptOver).clear();

const form = document.getElementById("attempt");
if (form) startAttempt(form);

function startAttempt(form) {
  const words = form.dataset;
  const token = form.elements.csrfmiddlewaretoken.value;
  const storage = keptOnDevice(words.attempt);
  const byId = (id) => document.getElementById(id);
  const [offline, refused, icons, answered] = ["offline", "refused", "save-icons", "answered"].map(byId);
  const [previous, next, finish] = ["previous", "next", "finish"].map(byId);
  const clock = startClock(words, timeIsUp);
  const asleep = new Set();
  let isLeaving = false;
  let wayOut = null;
  const questions = [...form.querySelectorAll(".question")].map(readQuestion);
  let current = questions[0];

  function readQuestion(element) {
    const onServer = element.querySelector("input[checked]")?.value ?? "";
    const question = {
      element,
      position: Number(element.dataset.position),
      sequence: Number(element.dataset.sequence),
      flagged: element.dataset.flagged === "1",
      isDirty: false,
      sending: null,
    };
    // Chosen before this script had come: newer than anything kept.
    if (answerOf(question) !== onServer) question.isDirty = true;
    else restore(question, onServer);
    return question;
  }

  /* What this device could not send before the page was closed. Another device may have answered since: that stays. What
     the server took from here although its reply was lost is nobody else's answer. */
  function restore(question, onServer) {
    const kept = storage.get(question.position);
    if (!kept) return;
    const tookOurs =
      question.sequence === kept.sent.sequence &&
      onServer === kept.sent.answer &&
      question.flagged === kept.sent.flagged;
    if (question.sequence > kept.sequence && !tookOurs) {
      storage.remove(question.position, kept);
      return;
    }
    put(question, kept);
    question.isDirty = true;
  }

  function answerOf(question) {
    return question.element.querySelector("input:checked")?.value ?? "";
  }

  function put(question, { answer, flagged }) {
    for (const input of question.element.querySelectorAll("input")) input.checked = input.value === answer;
    question.flagged = flagged;
  }

  function unsaved() {
    return questions.filter((question) => question.isDirty);
  }

  /* --- saving --- */

  function changed(question) {
    question.isDirty = true;
    stay();
    show(question, "saving");
    keep(question, { sequence: question.sequence + 1, answer: answerOf(question), flagged: question.flagged });
    send(question);
  }

  function keep(question, sent) {
    storage.set(question.position, { answer: sent.answer, flagged: sent.flagged, sequence: question.sequence, sent });
  }

  /* Send until the server has what is chosen. One request at a time for a question, so that none overtakes another. */
  function send(question) {
    question.sending ??= sendUntilSaved(question).finally(() => (question.sending = null));
    return question.sending;
  }

  async function sendUntilSaved(question) {
    let wait = RETRY_FIRST_MS;
    while (question.isDirty) {
      const sent = { sequence: question.sequence + 1, answer: answerOf(question), flagged: question.flagged };
      keep(question, sent);
      const { kept, problem } = await post(question, sent);
      if (isLeaving) return;
      if (problem) {
        show(question, "failed");
        for (const alert of [offline, refused]) alert.hidden = alert !== problem;
        await sleep(wait);
        wait = Math.min(RETRY_MOST_MS, wait * 2);
        continue;
      }
      question.sequence = kept.sequence;
      const isKept = kept.answer === sent.answer && kept.flagged === sent.flagged;
      const isStillChosen = answerOf(question) === sent.answer && question.flagged === sent.flagged;
      // Not kept means that a choice on another device came first; this one was made later, so it goes again.
      if (isKept && isStillChosen) question.isDirty = false;
      if (isKept) storage.remove(question.position, sent);
      wakeAll();
    }
    show(question, "saved");
    if (!unsaved().length) offline.hidden = refused.hidden = true;
  }

  /* `kept`: what the server holds now; else `problem`: the alert that says why it is not known. */
  async function post(question, { sequence, answer, flagged }) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, position: question.position, answer, sequence });
    if (flagged) body.set("flagged", "on");
    // Not AbortSignal.timeout: phones of 2022 do not know it.
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(), REQUEST_TIMEOUT_MS);
    try {
      const reply = await fetch(words.save, { method: "POST", body, redirect: "manual", signal: impatience.signal });
      if (reply.status === 410) leaveFor((await reply.json()).url);
      if (reply.status === 200 || reply.status === 409) {
        const kept = await reply.json();
        clock.set(kept.seconds_left);
        return { kept };
      }
      // Signed out, or a page too old: the same request will not do better later.
      if (reply.type === "opaqueredirect" || [400, 403, 404].includes(reply.status)) return { problem: refused };
    } catch {
      // No connection, or no reply in time.
    } finally {
      clearTimeout(timer);
    }
    return { problem: offline };
  }

  /* Until it is time to try again: after so long, when the connection is back, or when another answer got through. */
  function sleep(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(wake, milliseconds);
      asleep.add(wake);

      function wake() {
        clearTimeout(timer);
        asleep.delete(wake);
        resolve();
      }
    });
  }

  function wakeAll() {
    for (const wake of asleep) wake();
  }

  /* The clock of a device that slept is late, and somebody may have answered elsewhere: ask what the server holds. */
  async function ask(question) {
    if (question.isDirty || isLeaving) return;
    const seen = { sequence: 0, answer: answerOf(question), flagged: question.flagged };
    const { kept } = await post(question, seen);
    if (!kept || question.isDirty) return;
    question.sequence = kept.sequence;
    put(question, kept);
    if (kept.sequence) show(question, "saved");
  }

  /* Another tab of this browser: its choice is the newest, so it is shown, and sent, here as well. */
  function takeOver(entries) {
    for (const question of questions) {
      const entry = entries[question.position];
      if (!entry || (entry.answer === answerOf(question) && entry.flagged === question.flagged)) continue;
      put(question, entry);
      question.isDirty = true;
      show(question, "saving");
      send(question);
    }
  }

  /* --- what is seen --- */

  function show(question, state) {
    const line = question.element.querySelector("[data-save-state]");
    const said = { saved: words.tSaved, saving: words.tSaving, failed: words.tFailed };
    // While it is tried again, it stays "not saved": no flicker, and no chatter from screen readers.
    if (state !== line.dataset.s && !(state === "saving" && line.dataset.s === "failed")) {
      line.dataset.s = state;
      line.replaceChildren(icons.content.querySelector(`[data-i="${state}"]`).cloneNode(true), said[state]);
    }
    refresh(question);
    tally();
  }

  function tally() {
    answered.textContent = questions.filter((question) => answerOf(question) !== "").length;
  }

  function refresh(question) {
    const isAnswered = answerOf(question) !== "";
    const isFailed = question.element.querySelector("[data-save-state]").dataset.s === "failed";
    const link = document.querySelector(`[data-go="${question.position}"]`);
    link.dataset.a = isAnswered ? "1" : "0";
    link.dataset.f = question.flagged ? "1" : "0";
    link.dataset.u = isFailed ? "1" : "0";
    const said = [isAnswered ? words.tAnswered : words.tUnanswered];
    if (question.flagged) said.push(words.tFlagged);
    if (isFailed) said.push(words.tUnsaved);
    link.querySelector("[data-words]").textContent = said.join(", ");
    question.element.querySelector("[data-flag] span").textContent = question.flagged ? words.tUnflag : words.tFlag;
    question.element.querySelector("[data-clear]").classList.toggle("invisible", !isAnswered);
  }

  function open(question) {
    current = question;
    for (const one of questions) {
      one.element.hidden = one !== question;
      const link = document.querySelector(`[data-go="${one.position}"]`);
      if (one === question) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    previous.href = `#cau-${question.position - 1}`;
    previous.classList.toggle("invisible", question === questions[0]);
    next.href = `#cau-${question.position + 1}`;
    next.hidden = question === questions[questions.length - 1];
    finish.hidden = !next.hidden;
  }

  /* The question the address names; none for other anchors, such as that of the skip link. */
  function inAddress() {
    return questions.find((question) => location.hash === `#cau-${question.position}`);
  }

  function goTo(question) {
    stay();
    open(question);
    scrollTo(0, 0);
    question.element.querySelector("h2").focus({ preventScroll: true });
  }

  /* --- leaving --- */

  /* To another page, once the server has every answer. Going on with the questions meanwhile calls it off. */
  async function leaveBy(link) {
    if (wayOut) return;
    wayOut = { link, label: link.querySelector("[data-label]"), before: [] };
    if (unsaved().length) {
      document.dispatchEvent(new CustomEvent("kt:say", { detail: words.tWaiting }));
      if (wayOut.label) {
        wayOut.before = [...wayOut.label.childNodes];
        wayOut.label.replaceChildren(words.tWaiting);
      }
      wakeAll();
    }
    const thisWay = wayOut;
    while (unsaved().length && !isLeaving) await Promise.all(unsaved().map(send));
    if (wayOut !== thisWay || isLeaving) return;
    stay();
    location.assign(link.href);
  }

  function stay() {
    if (wayOut?.before.length) wayOut.label.replaceChildren(...wayOut.before);
    wayOut = null;
  }

  function leaveFor(url) {
    isLeaving = true;
    location.assign(url);
  }

  /* What could not be saved goes along with the submission; of what is saved, a later choice elsewhere stays. */
  async function timeIsUp() {
    byId("spoken-time").textContent = words.tUp;
    const everything = Promise.all(unsaved().map(send));
    wakeAll();
    await Promise.race([everything, new Promise((resolve) => setTimeout(resolve, TIME_UP_WAIT_MS))]);
    while (!navigator.onLine) await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
    if (isLeaving) return;
    isLeaving = true;
    for (const question of questions) {
      for (const input of question.element.querySelectorAll("input")) input.disabled = !question.isDirty;
    }
    // Each was chosen here after what the server has: send it without the numbers the page began with.
    for (const input of form.querySelectorAll("[data-seen]")) input.disabled = true;
    form.action = words.submit;
    form.submit();
  }

  addEventListener("beforeunload", (event) => {
    if (isLeaving || !unsaved().length) return;
    event.preventDefault();
    event.returnValue = true; // for browsers that ask for it
  });
  addEventListener("online", wakeAll);
  addEventListener("hashchange", () => inAddress() && goTo(inAddress()));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask(current);
  });
  // Enter in an answer would send the whole form.
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("reload").addEventListener("click", () => {
    isLeaving = true;
    location.reload();
  });
  for (const link of document.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      leaveBy(link);
    });
  }
  for (const question of questions) {
    question.element.addEventListener("change", () => changed(question));
    question.element.querySelector("[data-clear]").addEventListener("click", () => {
      put(question, { answer: "", flagged: question.flagged });
      changed(question);
      question.element.querySelector("input").focus();
    });
    question.element.querySelector("[data-flag]").addEventListener("click", () => {
      question.flagged = !question.flagged;
      changed(question);
    });
    if (question.isDirty) changed(question);
    else refresh(question);
  }
  tally();
  storage.onChange(takeOver);
  const named = inAddress();
  const begun = questions.find((question) => question.element.contains(document.activeElement));
  open(named ?? begun ?? questions.find((question) => answerOf(question) === "") ?? current);
  form.closest(".player").classList.add("scripted");
  if (named) goTo(named);
}

/* What the server has not confirmed, by question; nothing is kept where storage is switched off. Tabs share it. */
function keptOnDevice(attempt) {
  const key = `kt-attempt-${attempt}`;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {}; // Storage is switched off or holds something else.
    }
  }

  function write(entries) {
    try {
      if (Object.keys(entries).length) localStorage.setItem(key, JSON.stringify(entries));
      else localStorage.removeItem(key);
    } catch {
      // The answers are still on the page, and the page warns before it is left.
    }
  }

  function remove(position, { answer, flagged }) {
    const { [position]: entry, ...others } = read();
    // Another tab may have chosen again meanwhile.
    if (entry && entry.answer === answer && entry.flagged === flagged) write(others);
  }

  return {
    get: (position) => read()[position],
    set: (position, entry) => write({ ...read(), [position]: entry }),
    remove,
    clear: () => write({}),
    // What the event carries, not what is there by now: a quick save has removed the entry already.
    onChange: (tell) =>
      addEventListener("storage", (event) => event.key === key && event.newValue && tell(JSON.parse(event.newValue))),
  };
}

/* The server decides when time is up; this only shows it, in whole minutes until the last one. */
function startClock(words, whenUp) {
  const [face, clock, hide, spoken] = ["left", "clock", "hide-clock", "spoken-time"].map((id) =>
    document.getElementById(id),
  );
  const said = new Set();
  let end = 0;
  let isUp = false;

  const minutes = (number) => words.tMinutes.replace("{n}", number);

  function tick() {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    face.textContent = left >= MINUTE ? minutes(Math.ceil(left / MINUTE)) : `0:${String(left).padStart(2, "0")}`;
    for (const mark of SPOKEN_MINUTES) {
      if (left > mark * MINUTE || left <= (mark - 0.5) * MINUTE || said.has(mark)) continue;
      said.add(mark);
      spoken.textContent = minutes(mark);
    }
    if (left <= SHOWN_AGAIN_MINUTES * MINUTE && !said.has("shown")) {
      said.add("shown");
      setHidden(false);
    }
    if (left === 0 && !isUp) {
      isUp = true;
      whenUp();
    }
  }

  function setHidden(isHidden) {
    clock.classList.toggle("invisible", isHidden);
    hide.setAttribute("aria-label", isHidden ? words.tShow : words.tHide);
  }

  function set(seconds, told = performance.now()) {
    end = told + seconds * 1000;
  }

  hide.addEventListener("click", () => setHidden(!clock.classList.contains("invisible")));
  // What the page says was true when it left the server, however long it was on its way.
  set(Number(words.seconds), performance.getEntriesByType("navigation")[0]?.responseStart);
  // After the rest of the page is set up: time may already be up.
  setTimeout(tick);
  setInterval(tick, 1000);
  return { set };
}
