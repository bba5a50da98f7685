"use strict";
// Live parts: a section with data-live is fetched again every two seconds while the page is seen, and replaced when it changed.
for (const part of document.querySelectorAll("[data-live]")) {
  // Every answer carries a fresh form token: a new token alone is no news.
  const bare = html => html.replace(/<input name="__RequestVerificationToken"[^>]*>/g, "");
  let shown = "";
  const look = async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(part.dataset.live, { headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected || !answer.ok) return;
      const fresh = await answer.text();
      if (bare(fresh) === shown) return;
      part.innerHTML = fresh;
      shown = bare(fresh);
    } catch { /* the next look will do */ }
  };
  setInterval(look, 2000);
}
// A form that cannot be taken back asks once more.
document.addEventListener("submit", event => {
  const question = event.submitter?.dataset.ask ?? event.target.dataset.ask;
  if (question && !confirm(question)) { event.preventDefault(); return; }
  setTimeout(() => event.submitter?.setAttribute("disabled", ""), 0);
});
