// WeChat's own button asks the reader; what they answered is reported here, one template at a time. The platform tells the house the same
// by an event, and both come to one consent.
const form = document.getElementById('consent');
const { app, time, nonce, signature } = form.dataset;

wx.config({ appId: app, timestamp: Number(time), nonceStr: nonce, signature, jsApiList: [], openTagList: ['wx-open-subscribe'] });

document.getElementById('subscribe').addEventListener('success', async event => {
  const answers = JSON.parse(event.detail.subscribeDetails);
  for (const [template, answer] of Object.entries(answers)) {
    const body = new URLSearchParams(new FormData(form));
    body.set('template', template);
    body.set('accepted', String(JSON.parse(answer).status === 'accept'));
    await fetch(location.href, { method: 'POST', body, credentials: 'same-origin' });
  }
  location.reload();
});
