/* Around the editor: its tabs, the state of what was typed, and what the page has to say. */
import { h, patch } from './dom.js'
import { moveTab } from './panels.js'

/** A part of the page that the frame fills. */
export const part = (name) => document.querySelector(`[data-studio-${name}]`)

/** Says something above the editor, with what can be done about it; null says nothing. */
export function say(message) {
  const { text, isBad = false, acts = [] } = message ?? {}
  const buttons = acts.map(([title, act]) =>
    h('button', { type: 'button', class: 'btn', onclick: act }, title)
  )
  patch(
    part('message'),
    message
      ? h('div', { class: `studio-said ${isBad ? 'is-bad' : ''}` }, h('span', {}, text), buttons)
      : []
  )
}

/** The editor and its JSON as tabs. */
export function drawTabs(studio) {
  const isJson = studio.view === 'json'
  const views = studio.editor
    ? [
        ['editor', studio.editor.title],
        ['json', 'JSON'],
      ]
    : []
  const tab = ([id, title]) =>
    h(
      'button',
      {
        'key': id,
        'type': 'button',
        'role': 'tab',
        'aria-selected': String((id === 'json') === isJson),
        'aria-controls': `studio-${id}`,
        'tabindex': (id === 'json') === isJson ? '0' : '-1',
        'onclick': () => studio.showView(id),
      },
      title
    )
  patch(
    part('tabs'),
    views.length
      ? h(
          'div',
          {
            'class': 'studio-tabs',
            'role': 'tablist',
            'aria-label': 'Forma de editar',
            'onkeydown': moveTab,
          },
          views.map(tab)
        )
      : []
  )
  part('editor').hidden = isJson
  part('json').hidden = !isJson
  part('broken').hidden = isJson || !studio.jsonError
}

/** Undo, redo, save, and whether anything is unsaved. */
export function drawBar(studio) {
  const state = studio.isSaving
    ? 'Salvando…'
    : studio.isDirty
      ? 'Mudanças não salvas'
      : 'Tudo salvo'
  if (part('state').textContent !== state) part('state').textContent = state
  part('state').classList.toggle('is-dirty', studio.isDirty)
  part('undo').disabled = !studio.history.canUndo
  part('redo').disabled = !studio.history.canRedo
  part('save').disabled = studio.isSaving || !studio.isDirty
}
