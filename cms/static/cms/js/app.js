/* Small comforts; every page works without this file. Words come translated from data attributes of <html>.

   data-theme-toggle        light or dark, remembered
   data-zoom="0.1|-0.1|0"   text size of .prose and .legal, 90 % to 150 %, remembered
   data-open="id"           opens <dialog id>; an <a> with href is followed where dialogs are unknown
   data-close               closes the dialog it is in
   data-copy                on <a href>: copies that address; on <button data-copy="anchor">: this page's, with the anchor
   data-copied              on the same element: what to say once it is copied
   data-print               prints the page
   data-focus               takes the focus when the page opens (the summary of a form's errors)
   a.law, a[href^="/van-ban/…/#…"]   shows the provision in a sheet instead of leaving the page

   Other scripts announce with: document.dispatchEvent(new CustomEvent("kt:say", { detail: "text" })) */
const root = document.documentElement;
const words = root.dataset;
const announcer = document.getElementById("announcer");
const ANNOUNCED_FOR = 4000;
const FETCH_TIMEOUT = 5000;
let announced;

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is switched off: the choice holds for this page only.
  }
}

function say(text) {
  if (!announcer) return;
  clearTimeout(announced);
  announcer.textContent = "";
  // A live region speaks when its content changes, so an equal text needs a moment of silence first.
  announced = setTimeout(() => {
    announcer.textContent = text;
    announced = setTimeout(() => (announcer.textContent = ""), ANNOUNCED_FOR);
  }, 60);
}

function toggleTheme() {
  const theme = words.bsTheme === "dark" ? "light" : "dark";
  words.bsTheme = theme;
  remember("kt-theme", theme);
}

function zoom(step) {
  const now = Number(root.style.getPropertyValue("--kt-zoom")) || 1;
  const next = step === 0 ? 1 : Math.min(1.5, Math.max(0.9, Math.round((now + step) * 10) / 10));
  root.style.setProperty("--kt-zoom", next);
  remember("kt-zoom", next);
  say(`${words.textSize} ${Math.round(next * 100)}%`);
}

async function copy(element) {
  const page = location.href.split("#")[0];
  const address = element.href || (element.dataset.copy ? `${page}#${element.dataset.copy}` : page);
  try {
    await navigator.clipboard.writeText(address);
    say(element.dataset.copied || words.copied);
  } catch {
    say(words.notCopied);
  }
}

function openDialog(element, event) {
  const dialog = document.getElementById(element.dataset.open);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
}

const ACTIONS = [
  ["[data-theme-toggle]", toggleTheme],
  ["[data-zoom]", (element) => zoom(Number(element.dataset.zoom))],
  ["[data-open]", openDialog],
  ["[data-close]", (element) => element.closest("dialog").close()],
  ["[data-copy]", copy],
  ["[data-print]", () => print()],
];

/* The fragment /van-ban/<slug>/trich/<anchor>/ of a link to a provision of another page; null for any other link. */
function excerptAddress(link) {
  const target = new URL(link.href, location.href);
  const isDocument = target.origin === location.origin && /^\/van-ban\/[^/]+\/$/.test(target.pathname);
  const isProvision = target.hash.length > 1 && (link.matches(".law") || target.hash.startsWith("#dieu-"));
  if (!isDocument || !isProvision || target.pathname === location.pathname) return null;
  return `${target.pathname}trich/${target.hash.slice(1)}/`;
}

async function fetchExcerpt(address) {
  const reply = await fetch(address, { signal: AbortSignal.timeout(FETCH_TIMEOUT) });
  const isExcerpt = reply.ok && !reply.redirected && reply.headers.get("Content-Type")?.startsWith("text/html");
  if (!isExcerpt) throw new Error(`${address}: ${reply.status}`);
  return new DOMParser().parseFromString(await reply.text(), "text/html").body;
}

async function showLaw(link, address) {
  const sheet = document.getElementById("law-sheet");
  link.setAttribute("aria-busy", "true");
  try {
    const excerpt = await fetchExcerpt(address);
    const title = excerpt.querySelector("[data-title]")?.dataset.title || link.textContent.trim();
    sheet.querySelector("h2").textContent = title;
    sheet.querySelector(".in").replaceChildren(...excerpt.childNodes);
    sheet.showModal();
    sheet.scrollTop = 0;
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

function followsElsewhere(event) {
  return event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

document.addEventListener("click", (event) => {
  if (followsElsewhere(event)) return;
  for (const [selector, act] of ACTIONS) {
    const element = event.target.closest(selector);
    if (element) return act(element, event);
  }
  const link = event.target.closest("a[href]");
  const address = link && !link.closest("dialog") && link.getAttribute("aria-busy") !== "true" && excerptAddress(link);
  if (address) {
    event.preventDefault();
    showLaw(link, address);
  }
});

/* A dialog closes on a click outside it, and on a link of the table of contents in it. */
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".toc a")) dialog.close();
  });
}

/* The menu is a <details>: Esc and a click elsewhere close it. */
const menu = document.querySelector("details.menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.firstElementChild.focus();
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("kt:say", (event) => say(event.detail));
document.querySelector("[data-focus]")?.focus();
