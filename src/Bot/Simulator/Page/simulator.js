// The page: who is found, which phones are held, and one long question to the server that is answered when something changes.
import { people, post, state } from './wire.js';
import { Desk } from './desk.js';
import { Phone, element, face } from './phone.js';

const key = 'luzhi.phones';
const held = new Map();
const shelf = document.getElementById('phones');
const toast = document.getElementById('toast');
const desk = new Desk(complain);
let names = {};
let version = null;
let question = null;
let toastTimer;

function complain(words) {
  toast.textContent = words;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toast.hidden = true; }, 4000);
}

function remember() {
  localStorage.setItem(key, JSON.stringify([...held.keys()]));
  mark();
}

function mark() {
  document.getElementById('hint').classList.toggle('small', held.size > 0);
  for (const button of document.querySelectorAll('.found button')) button.setAttribute('aria-pressed', String(held.has(button.dataset.phone)));
}

function hold(openId, bring = true) {
  if (!held.has(openId)) {
    const phone = new Phone(openId, { close: putDown, complain });
    held.set(openId, phone);
    shelf.append(phone.root);
    remember();
    askAnew();
  }
  if (!bring) return;
  const { root } = held.get(openId);
  pane('shelf');
  root.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
}

function putDown(phone) {
  held.delete(phone.openId);
  phone.root.remove();
  remember();
  askAnew();
}

function askAnew() {
  version = null;
  question?.abort();
}

async function listen() {
  for (;;) {
    question = new AbortController();
    try {
      show(await state(version, [...held.keys()], question.signal));
      await new Promise(resolve => setTimeout(resolve, 120)); // a hundred notices at once are a few looks, not a hundred
    } catch (fault) {
      if (fault.name !== 'AbortError') {
        document.getElementById('now').textContent = '服务器没有回答，正在重连…';
        version = null;
        desk.lastLine = 0; // a new process counts its lines anew
        await new Promise(resolve => setTimeout(resolve, 1500));
      }
    }
  }
}

function show(answer) {
  const page = {
    ...answer,
    time: at => format(at, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
    clock: at => format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  const format = (at, parts) => new Intl.DateTimeFormat('zh-CN', { timeZone: answer.zone, hourCycle: 'h23', ...parts }).format(new Date(at));
  if (version !== null && version !== answer.version) findSoon();
  version = answer.version;
  clock(answer, format);
  for (const phone of answer.phones) held.get(phone.openId)?.show(phone, page);
  for (const openId of held.keys()) if (!answer.phones.some(phone => phone.openId === openId)) putDown(held.get(openId)); // a fresh database
  for (const phone of answer.phones) names[phone.openId] = phone.member ?? phone.name;
  desk.show(page, names);
}

let ticking;
function clock(answer, format) {
  const ahead = new Date(answer.now) - Date.now();
  const shift = document.getElementById('shift');
  const tick = () => {
    document.getElementById('now').textContent = format(Date.now() + ahead, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' });
  };
  clearInterval(ticking);
  ticking = setInterval(tick, 1000);
  tick();
  const to = document.getElementById('to');
  if (!to.value) to.value = `${new Date(Date.parse(answer.now) + 86400000).toLocaleDateString('sv', { timeZone: answer.zone })}T09:00`;
  shift.hidden = answer.shiftSeconds === 0;
  shift.textContent = `模拟时钟：已拨快 ${span(answer.shiftSeconds)}`;
}

function span(seconds) {
  const parts = [[86400, '天'], [3600, '小时'], [60, '分钟']].map(([size, word]) => {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    return count ? `${count} ${word}` : '';
  });
  return parts.filter(Boolean).join(' ') || '不到 1 分钟';
}

let finding;
let foundShown;
function findSoon() {
  clearTimeout(finding);
  finding = setTimeout(find, 250);
}

async function find() {
  const found = await people(document.getElementById('who').value.trim()).catch(fault => complain(fault.message));
  const shown = JSON.stringify(found);
  if (!found || shown === foundShown) return; // the list under the keyboard's focus stays
  foundShown = shown;
  const loose = new Map(found.phones.map(phone => [phone.name, phone.openId]));
  const members = found.people.map(person => entry(person.name, person.openId ?? loose.get(person.name), line(person), person.openId ? null : person.code));
  const known = new Set(found.people.map(person => person.name));
  const others = found.phones.filter(phone => !known.has(phone.name)).map(phone => entry(phone.name, phone.openId, phone.known ? '还没有绑定' : '不是委员', null));
  for (const person of found.people) if (person.openId) names[person.openId] = person.name;
  const list = document.getElementById('found');
  list.replaceChildren(...members, ...others);
  if (list.childElementCount === 0) list.append(element('li', 'empty', '没有找到。名册可在后台导入。'));
  mark();
}

const line = person => [person.role, person.committee, person.party].filter(Boolean).join(' · ');

function entry(name, openId, line, code) {
  const item = element('li');
  const button = element('button');
  const words = element('span');
  button.type = 'button';
  if (openId) button.dataset.phone = openId;
  words.append(element('b', '', name), element('small', '', line));
  if (code !== null) words.append(element('small', 'code', code ? `未绑定，绑定码 ${code}` : '未绑定'));
  button.append(face(name), words);
  button.addEventListener('click', async () => hold(openId ?? (await post('phones', { name })).openId));
  item.append(button);
  return item;
}

function pane(name) {
  document.body.dataset.pane = name;
  for (const button of document.querySelectorAll('.panes button')) button.setAttribute('aria-current', String(button.dataset.pane === name));
}

document.getElementById('who').addEventListener('input', findSoon);
document.getElementById('who').addEventListener('keydown', event => {
  if (event.key === 'Enter') document.querySelector('.found button')?.click();
});
document.getElementById('stranger').addEventListener('click', async () => {
  try {
    hold((await post('phones', { name: '路人' })).openId);
  } catch (fault) {
    complain(fault.message);
  }
});
document.querySelectorAll('.panes button').forEach(button => button.addEventListener('click', () => pane(button.dataset.pane)));
document.querySelectorAll('[data-minutes]').forEach(button =>
  button.addEventListener('click', () => post('clock', { minutes: Number(button.dataset.minutes) }).catch(fault => complain(fault.message))));
document.getElementById('pull').addEventListener('submit', event => {
  event.preventDefault();
  post('clock', { to: document.getElementById('to').value }).catch(fault => complain(fault.message));
});

const before = JSON.parse(localStorage.getItem(key) ?? 'null');
pane('shelf');
await find();
const first = [...document.querySelectorAll('.found button[data-phone]')].slice(0, 2).map(button => button.dataset.phone);
(before ?? first).forEach(openId => hold(openId, false));
listen();
