"use strict";
// Live parts: a section with data-live is fetched again every two seconds while the page is seen, and replaced when it changed.
// Signed out meanwhile: say so once, and leave what is being written alone.
function over() {
  if (document.querySelector("[data-over]")) return;
  const note = Object.assign(document.createElement("p"), { className: "fault" });
  note.dataset.over = "";
  note.setAttribute("role", "alert");
  note.append("登录已失效，下面的内容不再更新。");
  note.append(Object.assign(document.createElement("a"), { href: location.href, textContent: "重新登录" }));
  document.querySelector("main").prepend(note);
}
for (const part of document.querySelectorAll("[data-live]")) {
  // Every answer carries a fresh form token: a new token alone is no news.
  const bare = html => html.replace(/<input name="__RequestVerificationToken"[^>]*>/g, "");
  let shown = "";
  const look = async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(part.dataset.live, { headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected) return over();
      if (!answer.ok) return;
      const fresh = await answer.text();
      if (bare(fresh) === shown) return;
      part.innerHTML = fresh;
      shown = bare(fresh);
    } catch { /* the next look will do */ }
  };
  setInterval(look, 1000 * (part.dataset.every ?? 2));
}
// An audience is counted while it is written.
for (const field of document.querySelectorAll("[data-count]")) {
  const shown = field.parentElement.querySelector("[data-counted]");
  let waiting;
  const count = async () => {
    const asked = field.value;
    if (!asked.trim()) { shown.textContent = ""; return; }
    const answer = await fetch(field.dataset.count + "?audience=" + encodeURIComponent(asked)).catch(() => null);
    if (answer?.ok && !answer.redirected && field.value === asked) shown.innerHTML = await answer.text();
  };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(count, 300); });
  count();
}
// A form that cannot be taken back asks once more.
document.addEventListener("submit", event => {
  const question = event.submitter?.dataset.ask ?? event.target.dataset.ask;
  if (question && !confirm(question)) { event.preventDefault(); return; }
  // A button that only fetches a file leaves the page as it is.
  if (event.submitter && !("stay" in event.submitter.dataset)) setTimeout(() => event.submitter.setAttribute("disabled", ""), 0);
});
// A meeting type brings its reminders and its receipt along; whoever calls the meeting may still change them.
for (const type of document.querySelectorAll("select[data-fills]")) {
  type.addEventListener("change", () => {
    const { reminders, receipt } = type.selectedOptions[0].dataset;
    if (reminders === undefined) return;
    for (const box of type.form.querySelectorAll("input[name=Reminders]")) box.checked = reminders.split(" ").includes(box.value);
    const form = type.form.querySelector("select[name=Receipt]");
    if (form) form.value = receipt ?? "";
  });
}
// Whoever chooses in a row means it: its tick follows.
for (const row of document.querySelectorAll("[data-row]")) {
  const tick = row.querySelector("[data-tick]");
  row.addEventListener("change", event => { if (tick && event.target !== tick) tick.checked = true; });
}
// Copying: by the clipboard where the page may use it, else by the old way; either way it is said.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.querySelector(button.dataset.copy);
    field.select();
    const done = await navigator.clipboard?.writeText(field.value).then(() => true, () => false) || document.execCommand("copy");
    button.textContent = done ? "已复制" : "请按住选中的文字复制";
  });
}
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
