'use strict';
// Asks for the chats of the chosen channel each second while the page is visible, and shows them. All texts are text, never markup.
const part = id => document.getElementById(id);
let shown = '';

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function chat(data, mine) {
  const box = element('section', '', mine ? 'chat mine' : 'chat');
  box.append(element('h2', data.title));
  const list = element('ol', '');
  list.tabIndex = 0;
  list.setAttribute('aria-label', data.title);
  if (!mine) list.setAttribute('aria-live', 'polite');
  for (const message of data.messages) {
    const item = element('li', '');
    if (message.forwarded) item.append(element('small', 'Forwarded'));
    item.append(message.text);
    list.append(item);
  }
  if (!data.messages.length) list.append(element('li', mine ? 'Nothing written yet' : 'Nothing has arrived yet', 'empty'));
  box.append(list);
  return box;
}

function show(text) {
  part('problem').textContent = '';
  if (text === shown) return;
  shown = text;
  const state = JSON.parse(text);
  const select = part('channel');
  if (!select.options.length) {
    for (const one of state.channels) select.append(new Option(one.title + ': ' + one.rule, one.number));
  }
  select.value = state.channel;
  part('rule').textContent = state.channels.find(one => one.number === state.channel).rule;
  part('chats').replaceChildren(...state.chats.map((data, index) => chat(data, index === 0)));
  for (const list of document.querySelectorAll('.chat ol')) list.scrollTop = list.scrollHeight;
}

async function ask(address, options) {
  try {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(answer.status);
    const text = await answer.text();
    // The answer to a question about a channel that is not chosen any more comes too late.
    const chosen = part('channel').value;
    if (!chosen || String(JSON.parse(text).channel) === chosen) show(text);
  } catch (e) {
    part('problem').textContent = 'The demo does not answer; has it been ended?';
  }
}

function refresh() {
  return ask('/demo.json?channel=' + encodeURIComponent(part('channel').value));
}

part('channel').addEventListener('change', refresh);
part('write').addEventListener('submit', event => {
  event.preventDefault();
  const text = part('text').value;
  part('text').value = '';
  part('text').focus();
  ask('/demo', { method: 'POST', body: new URLSearchParams({ channel: part('channel').value, text }) });
});
setInterval(() => { if (!document.hidden) refresh(); }, 1000);
refresh();
