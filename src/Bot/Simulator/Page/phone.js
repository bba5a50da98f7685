// One phone on the shelf: built once, then only what is new is added, so that a half-written message stays.
import { post, postPicture } from './wire.js';

const windowNames = { message: '48 小时会话', menu: '点菜单', follow: '刚关注', scan: '刚扫码' };
const ways = { passive: '', session: '客服消息', template: '模板消息', subscription: '订阅通知' };

export const face = (name, extra) => {
  const tile = element('span', extra ?? `face c${[...name].reduce((sum, c) => sum + c.codePointAt(0), 0) % 6}`);
  tile.classList.add('face');
  tile.textContent = extra ? '履' : [...name][0];
  tile.setAttribute('aria-hidden', 'true');
  return tile;
};

export function element(tag, kind, text) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text !== undefined) made.textContent = text;
  return made;
}

export class Phone {
  constructor(openId, { close, complain }) {
    this.openId = openId;
    this.complain = complain;
    this.last = 0;
    this.lastAt = null;
    this.root = document.getElementById('phone').content.firstElementChild.cloneNode(true);
    this.chat = this.find('.chat');
    this.find('.close').addEventListener('click', () => close(this));
    this.listen();
  }

  find = selector => this.root.querySelector(selector);

  tell = (what, body) => post(`phones/${encodeURIComponent(this.openId)}/${what}`, body).catch(fault => this.complain(fault.message));

  listen() {
    const [say, input, drawer, more] = ['.say', '.say input', '.drawer', '.more'].map(this.find);
    say.addEventListener('submit', event => {
      event.preventDefault();
      const text = input.value.trim();
      if (text) this.tell('say', { text });
      input.value = '';
    });
    more.addEventListener('click', () => {
      drawer.hidden = !drawer.hidden;
      more.setAttribute('aria-expanded', String(!drawer.hidden));
    });
    this.find('.pick input').addEventListener('change', event => {
      const [file] = event.target.files;
      if (file) postPicture(this.openId, file).catch(fault => this.complain(fault.message));
      event.target.value = '';
    });
    this.find('.place').addEventListener('submit', event => {
      event.preventDefault();
      const chosen = event.target.querySelector('option:checked');
      const [latitude, longitude] = chosen.value.split(',').map(Number);
      this.tell('place', { latitude, longitude, label: chosen.textContent });
    });
    this.find('.scan').addEventListener('submit', event => {
      event.preventDefault();
      const scene = event.target.querySelector('input');
      if (scene.value.trim()) this.tell('scan', { text: scene.value });
      scene.value = '';
    });
    this.find('.follow').addEventListener('click', () => this.tell('follow'));
    this.find('.unfollow').addEventListener('click', () => this.tell('unfollow'));
    this.find('.refuse').addEventListener('click', () => this.tell('refuse', { text: this.refuses ? 'off' : 'on' }));
  }

  show(phone, page) {
    this.refuses = phone.refuses;
    this.name = phone.member ?? phone.name;
    this.find('.owner b').textContent = this.name;
    this.find('.owner small').textContent = phone.member ? (phone.refuses ? '已拒收' : '已绑定') : phone.follows ? '未绑定' : '未关注';
    this.find('.title span').textContent = phone.typing ? '对方正在输入…' : page.account;
    this.find('.say input').setAttribute('aria-label', `以${this.name}的身份写`);
    this.find('.refuse').textContent = phone.refuses ? '恢复接收' : '拒收消息';
    this.find('.welcome').hidden = phone.follows;
    this.find('.welcome p').textContent = `${this.name}还没有关注「${page.account}」`;
    this.root.classList.toggle('stranger', !phone.follows);
    this.find('.unfollow').disabled = this.find('.refuse').disabled = !phone.follows;
    this.menu(page.menu, phone.follows);
    this.subscriptions(page.subscriptions ?? []);
    this.windows(phone.windows, page);
    this.add(phone.bubbles.filter(bubble => bubble.id > this.last), page);
  }

  windows(windows, page) {
    this.find('footer').textContent = windows.length === 0
      ? '公众号现在不能主动发话，只能发模板消息'
      : windows.map(w => `${windowNames[w.kind]}：还能发 ${w.left} 条，到 ${page.time(w.closesAt)}`).join('；');
  }

  menu(menu, follows) {
    const bar = this.find('.menu');
    const shown = JSON.stringify(menu);
    bar.hidden = !menu || !follows;
    if (this.menuShown === shown) return;
    this.menuShown = shown;
    bar.replaceChildren(...(menu?.button ?? []).map(button => button.sub_button?.length ? this.list(button) : this.button(button)));
  }

  list(button) {
    const folded = element('details');
    const below = element('div', 'below');
    below.append(...button.sub_button.map(inner => this.button(inner)));
    folded.append(element('summary', '', button.name), below);
    return folded;
  }

  button(button) {
    const made = element('button', '', button.name);
    made.type = 'button';
    made.addEventListener('click', () => {
      made.closest('details')?.removeAttribute('open');
      this.press(button);
    });
    return made;
  }

  // As the platform tells the account; what the phone itself would then do (open a page, ask for a picture) follows.
  press(button) {
    const { type, key = '', url = '', pagepath = '' } = button;
    const what = type === 'view' ? url : type === 'miniprogram' ? pagepath : type.startsWith('scancode') ? prompt('扫到的内容') : '';
    if (what === null) return;
    this.tell('press', { type, key, what });
    if (type === 'view') window.open(this.held(url), '_blank', 'noopener');
    if (type.startsWith('pic_')) this.find('.pick input').click();
    if (type === 'location_select') this.find('.place').requestSubmit();
  }

  subscriptions(subscriptions) {
    const box = this.find('.consents');
    const shown = JSON.stringify(subscriptions);
    if (this.consentsShown === shown) return;
    this.consentsShown = shown;
    box.replaceChildren(...subscriptions.map(({ id, title }) => {
      const line = element('div', 'row');
      line.append(element('span', '', `订阅「${title}」`), this.consent(id, true, '同意'), this.consent(id, false, '拒绝'));
      return line;
    }));
  }

  consent(template, yes, word) {
    const made = element('button', '', word);
    made.type = 'button';
    made.addEventListener('click', () => this.tell('consent', { template, yes }));
    return made;
  }

  add(bubbles, page) {
    if (bubbles.length === 0) return;
    const first = this.last === 0;
    for (const bubble of bubbles) {
      const at = new Date(bubble.at);
      if (!this.lastAt || at - this.lastAt > 5 * 60 * 1000) this.chat.append(element('li', 'at', page.time(bubble.at)));
      this.lastAt = at;
      this.chat.append(this.bubble(bubble));
    }
    this.last = bubbles.at(-1).id;
    this.chat.scrollTop = this.chat.scrollHeight;
    if (!first && bubbles.some(bubble => bubble.way !== 'own')) this.ring();
  }

  ring() {
    this.root.classList.remove('rings');
    void this.root.offsetWidth; // restarts the animation
    this.root.classList.add('rings');
  }

  bubble({ way, content }) {
    if (way === 'system') return element('li', 'system', content.text);
    if (content.kind === 'notice') return this.card(content, way);
    const line = element('li', way === 'own' ? 'said own' : 'said');
    line.append(way === 'own' ? face(this.name) : face('', 'account'), this.inside(content, way));
    return line;
  }

  inside(content, way) {
    const box = element('div', 'bubble');
    if (ways[way]) {
      box.classList.add('free');
      box.dataset.way = ways[way];
    }
    if (content.kind === 'image' && content.mediaId) {
      const picture = element('img');
      picture.src = `/simulator/media/${encodeURIComponent(content.mediaId)}`;
      picture.alt = '图片';
      picture.addEventListener('load', () => { this.chat.scrollTop = this.chat.scrollHeight; });
      box.classList.add('picture');
      box.append(picture);
    } else if (content.kind === 'location') {
      box.append(element('b', 'pin', content.text), element('small', '', `${content.latitude}，${content.longitude}`));
    } else {
      if (content.title) box.append(element('b', '', `${content.title}\n`));
      linked(box, content.text, url => this.held(url));
    }
    if (content.items) box.append(this.items(content.items));
    if (content.tail) box.append(element('div', 'tail', content.tail));
    return box;
  }

  items(items) {
    const list = element('div', 'items');
    for (const item of items) {
      const button = element('button', '', item.content);
      button.type = 'button';
      button.addEventListener('click', () => this.tell('tap', { id: item.id, words: item.content }));
      list.append(button);
    }
    return list;
  }

  // A page of the house is opened as from this phone: the address carries it, as a browser cannot be WeChat's.
  held(url) {
    return url.replace(/^https?:\/\/[^/]+(?=\/m\/)/, `/simulator/as/${encodeURIComponent(this.openId)}`);
  }

  card(content, way) {
    const card = element('li', 'card');
    card.append(element('h3', '', content.title), element('div', 'from', `服务通知 · ${ways[way]}`));
    const fields = element('dl');
    for (const field of content.fields) fields.append(element('dt', '', field.label), element('dd', '', field.value));
    card.append(fields);
    if (content.url) card.append(link(this.held(content.url), '查看详情 ›', 'open'));
    return card;
  }
}

function linked(box, text, held) {
  for (const part of text.split(/(https?:\/\/[^\s，。；、（）"'<>]+)/)) {
    box.append(/^https?:\/\//.test(part) ? link(held(part), part) : part);
  }
}

function link(url, text, kind) {
  const made = element('a', kind, text);
  made.href = /^(https?:\/\/|\/simulator\/as\/)/.test(url) ? url : '#';
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}
