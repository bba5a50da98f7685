// The page's talk with the server, and nothing else.

export const state = (since, phones, signal) => {
  const query = new URLSearchParams({ phones: phones.join(',') });
  if (since !== null) query.set('since', since);
  return fetch(`/simulator/state?${query}`, { signal }).then(read);
};

export const people = name => fetch(`/simulator/people?${new URLSearchParams({ name })}`).then(read);

export const post = (path, body) =>
  fetch(`/simulator/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) }).then(read);

export const postPicture = (openId, file) =>
  fetch(`/simulator/phones/${encodeURIComponent(openId)}/picture`, { method: 'POST', headers: { 'Content-Type': file.type }, body: file }).then(read);

async function read(answer) {
  const body = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
  if (!answer.ok) throw new Error(body?.why ?? `服务器回答 ${answer.status}`);
  return body;
}
