// The platform's side of the page: its log, the faults to switch on, the account.
import { post } from './wire.js';
import { element } from './phone.js';

const routes = {
  '/cgi-bin/stable_token': '取令牌', '/cgi-bin/token': '取令牌（旧）', '/cgi-bin/message/custom/send': '客服消息',
  '/cgi-bin/message/custom/typing': '正在输入', '/cgi-bin/message/template/send': '模板消息', '/cgi-bin/user/info': '查关注者',
  '/cgi-bin/qrcode/create': '生成二维码', '/cgi-bin/menu/create': '设置菜单', '/cgi-bin/menu/get': '读菜单',
  '/cgi-bin/get_current_selfmenu_info': '看菜单', '/cgi-bin/message/subscribe/bizsend': '订阅通知', '/wxaapi/newtmpl/gettemplate': '查订阅模板',
  '/cgi-bin/template/get_all_private_template': '查模板', '/cgi-bin/getcallbackip': '查推送地址', '/cgi-bin/openapi/quota/get': '查额度',
  '/cgi-bin/media/get': '取图片', '/cgi-bin/showqrcode': '看二维码',
};

const pushes = {
  text: '文字', image: '图片', location: '位置', 'event/subscribe': '关注', 'event/unsubscribe': '取消关注',
  'event/SCAN': '扫码', 'event/CLICK': '点菜单', 'event/TEMPLATESENDJOBFINISH': '模板回执',
  'event/VIEW': '点菜单', 'event/subscribe_msg_popup_event': '订阅授权', 'event/subscribe_msg_sent_event': '订阅通知回执',
};

const faults = {
  TokenRefused: '40001 令牌失效', WindowClosed: '45015 会话窗口已关', CountUsedUp: '45047 条数用完', Busy: '−1 系统繁忙',
  ServerError: 'HTTP 500', Hang: '一直不回答', Drop: '连接中断（没有处理）', LostAnswer: '处理了，但回答丢了', Slow: '慢 3 秒',
  DuplicatedPushes: '同一条推送来三份', LostReceipts: '模板回执丢失', AddressNotAllowed: '40164 IP 不在白名单', Snapshot: '网页快照（不是本人）',
};

export class Desk {
  constructor(complain) {
    this.complain = complain;
    this.lastLine = 0;
    this.tabs = [...document.querySelectorAll('[role="tab"]')];
    this.tabs.forEach(tab => tab.addEventListener('click', () => this.open(tab)));
    document.querySelector('.tabs').addEventListener('keydown', event => this.step(event));
    this.form = document.getElementById('push');
    this.form.addEventListener('change', () => this.send('push', { mode: this.form.mode.value, format: this.form.format.value }));
    document.getElementById('faults').append(...Object.entries(faults).map(([fault, words]) => this.fault(fault, words)));
  }

  send = (path, body) => post(path, body).catch(fault => this.complain(fault.message));

  open(chosen) {
    for (const tab of this.tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = tab !== chosen;
    }
  }

  step(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = this.tabs.at((this.tabs.indexOf(document.activeElement) + by) % this.tabs.length);
    next.focus();
    this.open(next);
  }

  fault(fault, words) {
    const box = element('div', 'fault');
    box.dataset.fault = fault;
    const row = element('div', 'row');
    for (const [label, times] of [['1 次', 1], ['3 次', 3], ['一直', null], ['关', 0]]) {
      const button = element('button', '', label);
      button.type = 'button';
      button.addEventListener('click', () => this.send('faults', { fault, times }));
      row.append(button);
    }
    box.append(element('b', '', words), row);
    return box;
  }

  show(page, names) {
    this.log(page, names);
    for (const box of document.querySelectorAll('.fault')) {
      const left = page.faults[box.dataset.fault];
      box.classList.toggle('on', left !== undefined);
      box.querySelector('b').textContent = faults[box.dataset.fault] + (left === undefined ? '' : left < 0 ? ' · 一直' : ` · 还有 ${left} 次`);
    }
    this.form.mode.value = page.pushMode;
    this.form.format.value = page.pushFormat;
    for (const option of this.form.mode.options) option.disabled = !page.sealable && option.value !== 'Plain';
    this.codes(page.codes);
  }

  log(page, names) {
    const list = document.getElementById('lines');
    const fresh = page.log.filter(line => line.id > this.lastLine);
    if (page.log.length === 0) list.replaceChildren(element('li', 'empty', '还没有来往。'));
    if (fresh.length === 0) return;
    if (this.lastLine === 0) list.replaceChildren();
    list.prepend(...fresh.reverse().map(line => this.line(line, page, names)));
    while (list.childElementCount > 200) list.lastElementChild.remove();
    this.lastLine = page.log.at(-1).id;
  }

  line(line, page, names) {
    const push = line.route.startsWith('push ');
    const row = element('li');
    const whom = line.openId ? names[line.openId] ?? `…${line.openId.slice(-6)}` : '';
    row.append(
      element('time', '', page.clock(line.at)),
      element('span', '', push ? `推送 ${pushes[line.route.slice(5)] ?? line.route.slice(5)}` : routes[line.route] ?? line.route),
      push ? element('span', line.note.startsWith('200') ? 'ok' : 'bad', line.note)
        : element('span', line.errcode === 0 && !line.note ? 'ok' : 'bad', line.errcode === 0 ? line.note || 'ok' : String(line.errcode)));
    if (whom) row.append(element('span', 'note', push ? `${whom} → 程序` : `程序 → ${whom}`));
    return row;
  }

  codes(codes) {
    const shown = codes.map(code => code.ticket).join();
    if (this.codesShown === shown) return;
    this.codesShown = shown;
    document.getElementById('scenes').replaceChildren(...codes.map(code => {
      const option = element('option');
      option.value = code.scene;
      return option;
    }));
    const list = document.getElementById('codes');
    list.replaceChildren(...codes.map(code => {
      const item = element('li');
      const picture = element('img');
      picture.src = `/simulator/platform/cgi-bin/showqrcode?ticket=${encodeURIComponent(code.ticket)}`;
      picture.alt = `场景值 ${code.scene} 的二维码`;
      item.append(picture, element('span', '', code.scene));
      return item;
    }));
    if (codes.length === 0) list.append(element('li', 'empty', '程序还没有生成二维码。'));
  }
}
