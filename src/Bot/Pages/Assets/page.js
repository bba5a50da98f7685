// A typed answer survives a lost connection: it is kept on the phone under the session, sent again when the connection is back, and
// taken once, because the page's own key goes with it. Without this script everything works, except that.
const session = document.body.dataset.session;
const name = 'luzhi-kept:';
const life = 2 * 60 * 60 * 1000;

// Whoever opens a page here next must not find what another session left.
for (const key of Object.keys(localStorage).filter(key => key.startsWith(name))) {
  const kept = read(key);
  if (!kept || kept.session !== session || Date.now() - kept.at > life) localStorage.removeItem(key);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

const place = name + location.pathname;

function say(text) {
  let line = document.querySelector('.kept');
  if (!line) {
    line = document.createElement('p');
    line.className = 'kept';
    line.setAttribute('role', 'status');
    document.querySelector('h1').after(line);
  }
  line.textContent = text;
}

async function send(body) {
  const answer = await fetch(location.href, { method: 'POST', body: new URLSearchParams(body), credentials: 'same-origin' });
  if (answer.status === 401 || answer.status === 400) {
    localStorage.removeItem(place);
    say('停留时间太长，需要重新核实身份。请重新点开通知里的链接，再提交一次。');
    return;
  }
  if (answer.status >= 500) throw new Error('busy');
  localStorage.removeItem(place);
  if (answer.ok) {
    location.replace(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('main').replaceWith(page.querySelector('main'));
  listen();
}

let sending = false;

async function resend() {
  const kept = read(place);
  if (sending || !kept || kept.session !== session) return;
  sending = true;
  try {
    await send(kept.body);
  } catch {
    say('网络不通，您的答复已经存在这部手机上，网络恢复后自动送出。请不要关闭本页。');
  } finally {
    sending = false;
    for (const button of document.querySelectorAll('form[data-keep] .button')) button.disabled = false;
  }
}

function listen() {
  for (const form of document.querySelectorAll('form[data-keep]')) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      if (sending) return;
      const body = [...new FormData(form, event.submitter)].filter(([, value]) => typeof value === 'string');
      localStorage.setItem(place, JSON.stringify({ session, at: Date.now(), body }));
      event.submitter?.setAttribute('disabled', '');
      resend();
    });
  }
}

listen();
addEventListener('online', resend);
setInterval(() => { if (navigator.onLine) resend(); }, 15000);
resend();
