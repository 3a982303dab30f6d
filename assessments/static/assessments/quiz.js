/* The attempt page, one question at a time; every choice is saved at once. The page works without this file.

   A question's answer carries a sequence number. The server keeps an answer only when its number is above the one it has,
   so a late or repeated request never overwrites a later choice. "Saved" is said only after the server said so; what it does
   not have yet is kept on this device and sent again. */

const RETRY_FIRST_MS = 1000;
const RETRY_MOST_MS = 20000;
const REQUEST_TIMEOUT_MS = 10000;
const TIME_UP_WAIT_MS = 4000;
const SPOKEN_MINUTES = [10, 5, 1];
const SHOWN_AGAIN_MINUTES = 5;

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

const form = document.getElementById("attempt");
if (form) startAttempt(form);

function startAttempt(form) {
  const words = form.dataset;
  const token = form.elements.csrfmiddlewaretoken.value;
  const storage = keptOnDevice(`kt-attempt-${words.attempt}`);
  const offline = document.getElementById("offline");
  const icons = document.getElementById("save-icons");
  const questions = [...form.querySelectorAll(".question")].map(readQuestion);
  const clock = startClock(words, timeIsUp);
  let retryAfter = RETRY_FIRST_MS;
  let isLeaving = false;

  function readQuestion(element) {
    const question = {
      element,
      position: Number(element.dataset.position),
      sequence: Number(element.dataset.sequence),
      flagged: element.dataset.flagged === "1",
      isDirty: false,
      sending: null,
    };
    const kept = storage.get(question.position);
    if (kept) restore(question, kept);
    return question;
  }

  /* An answer this device could not send before the page was closed or reloaded. */
  function restore(question, kept) {
    const isNewerOnServer = question.sequence > kept.sequence;
    if (isNewerOnServer) {
      storage.remove(question.position);
      return;
    }
    choose(question, kept.answer);
    question.flagged = kept.flagged;
    question.isDirty = true;
  }

  function answerOf(question) {
    return question.element.querySelector("input:checked")?.value ?? "";
  }

  function choose(question, answer) {
    for (const input of question.element.querySelectorAll("input")) input.checked = input.value === answer;
  }

  function changed(question) {
    question.isDirty = true;
    storage.set(question.position, {
      answer: answerOf(question),
      flagged: question.flagged,
      sequence: question.sequence,
    });
    show(question, "saving");
    send(question);
  }

  /* Send until the server has what is chosen. One request at a time for a question, so that none overtakes another. */
  function send(question) {
    question.sending ??= sendUntilSaved(question).finally(() => (question.sending = null));
    return question.sending;
  }

  async function sendUntilSaved(question) {
    while (question.isDirty) {
      const sent = { answer: answerOf(question), flagged: question.flagged, sequence: question.sequence + 1 };
      const reply = await post(question, sent);
      if (isLeaving) return;
      if (reply === null) {
        show(question, "failed");
        offline.hidden = false;
        await new Promise((resolve) => retryLater(resolve));
        show(question, "saving");
        continue;
      }
      retryAfter = RETRY_FIRST_MS;
      question.sequence = reply.sequence;
      const isKept = reply.answer === sent.answer && reply.flagged === sent.flagged;
      const isStillChosen = answerOf(question) === sent.answer && question.flagged === sent.flagged;
      // Not kept means that a choice in another window came first; this one was made later, so it goes again.
      if (isKept && isStillChosen) question.isDirty = false;
    }
    storage.remove(question.position);
    show(question, "saved");
    if (!questions.some((other) => other.isDirty)) offline.hidden = true;
  }

  /* The server's reply, or null when it did not give one that says what it keeps. */
  async function post(question, sent) {
    const body = new URLSearchParams({
      csrfmiddlewaretoken: token,
      position: question.position,
      answer: sent.answer,
      sequence: sent.sequence,
      flagged: sent.flagged ? "on" : "",
    });
    try {
      const reply = await fetch(words.save, {
        method: "POST",
        body,
        redirect: "error",
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      if (reply.status === 410) return leaveFor((await reply.json()).url);
      if (reply.status !== 200 && reply.status !== 409) return null;
      const kept = await reply.json();
      clock.set(kept.seconds_left);
      return kept;
    } catch {
      return null;
    }
  }

  function retryLater(resolve) {
    const timer = setTimeout(again, retryAfter);
    addEventListener("online", again, { once: true });
    retryAfter = Math.min(RETRY_MOST_MS, retryAfter * 2);

    function again() {
      clearTimeout(timer);
      removeEventListener("online", again);
      resolve();
    }
  }

  function leaveFor(url) {
    isLeaving = true;
    storage.clear();
    location.assign(url);
    return null;
  }

  /* --- what is seen --- */

  function show(question, state) {
    const line = question.element.querySelector("[data-save-state]");
    line.dataset.s = state;
    const icon = icons.content.querySelector(`[data-i="${state}"]`).cloneNode(true);
    const words_of = { saved: words.tSaved, saving: words.tSaving, failed: words.tFailed };
    line.replaceChildren(icon, words_of[state]);
    refreshNavigator(question);
  }

  function refreshNavigator(question) {
    const isAnswered = answerOf(question) !== "";
    for (const link of document.querySelectorAll(`[data-go="${question.position}"]`)) {
      link.dataset.a = isAnswered ? "1" : "0";
      link.dataset.f = question.flagged ? "1" : "0";
      link.dataset.u = question.element.querySelector("[data-save-state]").dataset.s === "failed" ? "1" : "0";
      const said = [isAnswered ? words.tAnswered : words.tUnanswered];
      if (question.flagged) said.push(words.tFlagged);
      if (link.dataset.u === "1") said.push(words.tUnsaved);
      link.querySelector("[data-words]").textContent = said.join(", ");
    }
    document.getElementById("answered").textContent = questions.filter((one) => answerOf(one) !== "").length;
  }

  function showFlag(question) {
    const button = question.element.querySelector("[data-flag]");
    button.setAttribute("aria-pressed", String(question.flagged));
    button.querySelector("span").textContent = question.flagged ? words.tUnflag : words.tFlag;
  }

  function open(position, { focus }) {
    const current = questions.find((question) => question.position === position) ?? questions[0];
    for (const question of questions) question.element.hidden = question !== current;
    for (const link of document.querySelectorAll("[data-go]")) {
      if (link.dataset.go === String(current.position)) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    const isLast = current === questions.at(-1);
    const previous = document.getElementById("previous");
    previous.href = `#cau-${Math.max(1, current.position - 1)}`;
    previous.classList.toggle("invisible", current === questions[0]);
    const next = document.getElementById("next");
    next.href = `#cau-${current.position + 1}`;
    next.hidden = isLast;
    document.getElementById("finish").hidden = !isLast;
    if (focus) {
      scrollTo(0, 0);
      current.element.querySelector("legend").focus({ preventScroll: true });
    }
  }

  function positionInAddress() {
    return Number(location.hash.replace("#cau-", "")) || 1;
  }

  /* --- leaving --- */

  /* To the summary, once the server has every answer. */
  async function lookThrough(link) {
    const text = link.querySelector("[data-label]") ?? link;
    const before = text.textContent;
    if (questions.some((question) => question.isDirty)) text.textContent = words.tWaiting;
    await Promise.all(questions.filter((question) => question.isDirty).map(send));
    text.textContent = before;
    if (!isLeaving) location.assign(words.summary);
  }

  async function timeIsUp() {
    const everything = Promise.all(questions.filter((question) => question.isDirty).map(send));
    await Promise.race([everything, new Promise((resolve) => setTimeout(resolve, TIME_UP_WAIT_MS))]);
    if (isLeaving) return;
    isLeaving = true;
    form.action = words.submit;
    form.submit();
  }

  addEventListener("beforeunload", (event) => {
    if (!isLeaving && questions.some((question) => question.isDirty)) event.preventDefault();
  });
  addEventListener("hashchange", () => open(positionInAddress(), { focus: true }));
  for (const link of document.querySelectorAll("#to-summary, #finish")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      lookThrough(link);
    });
  }
  for (const question of questions) {
    question.element.addEventListener("change", () => changed(question));
    question.element.querySelector("[data-clear]").addEventListener("click", () => {
      choose(question, "");
      changed(question);
    });
    question.element.querySelector("[data-flag]").addEventListener("click", () => {
      question.flagged = !question.flagged;
      showFlag(question);
      changed(question);
    });
    showFlag(question);
    refreshNavigator(question);
    if (question.isDirty) changed(question);
  }
  open(positionInAddress(), { focus: Boolean(location.hash) });
}

/* What the server has not confirmed, by question; nothing is kept where storage is switched off. */
function keptOnDevice(key) {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    // Storage is switched off or holds something else: begin with nothing.
  }

  function write() {
    try {
      if (Object.keys(kept).length) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
    } catch {
      // The answers are still on the page, and the page warns before it is left.
    }
  }

  return {
    get: (position) => kept[position],
    set: (position, value) => ((kept[position] = value), write()),
    remove: (position) => (delete kept[position], write()),
    clear: () => ((kept = {}), write()),
  };
}

/* The server decides when time is up; this only shows it, in whole minutes until the last one. */
function startClock(words, whenUp) {
  const face = document.getElementById("left");
  const clock = document.getElementById("clock");
  const hide = document.getElementById("hide-clock");
  const spoken = document.getElementById("spoken-time");
  const said = new Set();
  let end = 0;
  let isUp = false;

  function minutes(number) {
    return words.tMinutes.replace("{n}", number);
  }

  function tick() {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    face.textContent = left > 60 ? minutes(Math.ceil(left / 60)) : `0:${String(left).padStart(2, "0")}`;
    for (const mark of SPOKEN_MINUTES) {
      if (left <= mark * 60 && left > mark * 60 - 30 && !said.has(mark)) {
        said.add(mark);
        spoken.textContent = minutes(mark);
      }
    }
    if (left <= SHOWN_AGAIN_MINUTES * 60 && !said.has("shown")) {
      said.add("shown");
      setHidden(false);
    }
    if (left === 0 && !isUp) {
      isUp = true;
      whenUp();
    }
  }

  function setHidden(isHidden) {
    face.hidden = isHidden;
    clock.classList.toggle("invisible", isHidden);
    hide.setAttribute("aria-pressed", String(isHidden));
    hide.setAttribute("aria-label", isHidden ? words.tShow : words.tHide);
  }

  function set(seconds) {
    end = performance.now() + seconds * 1000;
  }

  hide.addEventListener("click", () => setHidden(hide.getAttribute("aria-pressed") !== "true"));
  set(Number(words.seconds));
  // After the rest of the page is set up: time may already be up.
  setTimeout(tick);
  setInterval(tick, 1000);
  return { set };
}
