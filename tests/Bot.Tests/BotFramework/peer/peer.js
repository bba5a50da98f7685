// Microsoft's SDK on the other side of the wire. It plays two parts:
//   a channel: it posts to the house as a parent bot would (BotFrameworkClient), and takes what the house says back (ChannelServiceRoutes);
//   a bot of its own (CloudAdapter): whom it believes, the house should believe, and nobody else.
// Its only settings are addresses: the login, the metadata and the house are all on this machine.
'use strict';
const http = require('http');
globalThis.crypto ??= require('crypto').webcrypto; // Debian's Node 18 has it only here
const { ActivityTypes, ChannelServiceRoutes, CloudAdapter } = require('botbuilder');
const { CloudChannelServiceHandler } = require('botbuilder/lib/cloudChannelServiceHandler');
const { BotFrameworkAuthenticationFactory, ServiceClientCredentialsFactory } = require('botframework-connector');

const [appId, password, login, house] = process.argv.slice(2);

// The SDK's own way to a token goes only to https addresses; this goes where it is told.
class Login extends ServiceClientCredentialsFactory {
  async isValidAppId(id) { return id === appId; }
  async isAuthenticationDisabled() { return false; }
  async createCredentials(id, audience) {
    return {
      async signRequest(request) {
        const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: password, scope: `${audience}/.default` });
        const answer = await fetch(`${login}/botframework.com/oauth2/v2.0/token`, { method: 'POST', body: form });
        request.headers.set('authorization', `Bearer ${(await answer.json()).access_token}`);
        return request;
      },
    };
  }
}

const authentication = BotFrameworkAuthenticationFactory.create(
  '', true, login, 'https://api.botframework.com', 'https://api.botframework.com', '', `${login}/metadata`, `${login}/emulator/metadata`, '', new Login(), {});

const taken = [];
const waiting = [];
function take(way, conversation, activity) {
  const said = { way, conversation, activity };
  if (waiting.length > 0) waiting.shift()(said); else taken.push(said);
}

class Channel extends CloudChannelServiceHandler {
  async onSendToConversation(claims, conversation, activity) { take('send', conversation, activity); return { id: `sent${Date.now()}` }; }
  async onReplyToActivity(claims, conversation, replyTo, activity) { take(`reply ${replyTo}`, conversation, activity); return { id: `sent${Date.now()}` }; }
}

const routes = [];
const on = (method) => (pattern, handle) => routes.push({ method, pattern: new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handle });
const server = { get: on('GET'), post: on('POST'), put: on('PUT'), delete: on('DELETE') };

new ChannelServiceRoutes(new Channel(authentication)).register(server);

const judge = new CloudAdapter(authentication);
judge.onTurnError = async () => {};
server.post('/api/messages', (request, response) => judge.process(request, response, async () => {}));

// What the test asks of us.
server.post('/say', async (request, response) => {
  const { conversation, activity } = request.body;
  const client = authentication.createBotFrameworkClient();
  const answer = await client.postActivity(appId, appId, `${house}/api/messages`, `${own()}/`, conversation, { type: ActivityTypes.Message, conversation: { id: conversation }, channelId: 'emulator', recipient: { id: 'bot' }, ...activity });
  response.send(answer);
  response.end();
});
server.get('/taken', async (request, response) => {
  response.send(taken.length > 0 ? taken.shift() : await new Promise((resolve) => waiting.push(resolve)));
  response.end();
});

const own = () => `http://127.0.0.1:${listener.address().port}`;
const listener = http.createServer(async (request, raw) => {
  const response = Object.assign(raw, {
    status(code) { raw.statusCode = code; return response; },
    header(name, value) { raw.setHeader(name, value); return response; },
    send(body) { if (body !== undefined) { raw.setHeader('content-type', 'application/json'); raw.write(typeof body === 'string' ? body : JSON.stringify(body)); } return response; },
  });
  let text = '';
  for await (const chunk of request) text += chunk;
  const path = new URL(request.url, own()).pathname;
  const found = routes.map((r) => ({ r, match: r.method === request.method && r.pattern.exec(path) })).find((f) => f.match);
  if (!found) { response.status(404).end(); return; }
  request.params = Object.fromEntries(Object.entries(found.match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
  request.body = text ? JSON.parse(text) : undefined;
  try { await found.r.handle(request, response, () => {}); } catch (fault) { if (!raw.writableEnded) { response.status(500).end(); } console.error(fault); }
});
listener.listen(0, '127.0.0.1', () => console.log(`listening ${own()}`));
process.stdin.on('end', () => process.exit(0)).resume(); // whoever started us is gone
