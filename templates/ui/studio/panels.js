/* The right pane: what the editor offers there (try it, examples), then the checks and what changes. */
import { h, icon } from './dom.js'

/** The panels of the right pane as tabs. */
export function drawRight(studio, panels) {
  const shown = panels.find(({ id }) => id === studio.panel) ?? panels[0]
  return [
    h(
      'div',
      {
        'class': 'studio-tabs',
        'role': 'tablist',
        'aria-label': 'Experimentar e conferir',
        'onkeydown': moveTab,
      },
      panels.map(({ id, title, badge, tone }) =>
        h(
          'button',
          {
            'key': id,
            'type': 'button',
            'role': 'tab',
            'id': `studio-tab-${id}`,
            'aria-selected': String(shown.id === id),
            'aria-controls': 'studio-panel',
            'tabindex': shown.id === id ? '0' : '-1',
            'onclick': () => studio.showPanel(id),
          },
          title,
          badge !== undefined &&
            h('span', { class: `studio-count ${tone ? `is-${tone}` : ''}` }, String(badge))
        )
      )
    ),
    h(
      'div',
      {
        'key': `panel-${shown.id}`,
        'id': 'studio-panel',
        'class': 'studio-panel',
        'role': 'tabpanel',
        'tabindex': '0',
        'aria-labelledby': `studio-tab-${shown.id}`,
      },
      shown.body()
    ),
  ]
}

/** Arrow keys go from tab to tab. */
export function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  const tabs = [...event.currentTarget.querySelectorAll('[role=tab]')]
  const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length]
  event.preventDefault()
  next.click()
  next.focus()
}

/** What the frame itself has to show for every kind. */
export function ownPanels(studio) {
  const { issues, differences } = studio
  const critical = issues.filter(({ severity }) => severity === 'critical').length
  return [
    {
      id: 'checks',
      title: 'Conferência',
      badge: studio.jsonError ? '!' : issues.length || undefined,
      tone: studio.jsonError || critical ? 'bad' : 'warning',
      body: () => checksBody(studio),
    },
    {
      id: 'changes',
      title: 'Mudanças',
      badge: differences?.length || undefined,
      body: () => changesBody(studio),
    },
  ]
}

function checksBody(studio) {
  if (studio.jsonError)
    return issueBox(
      'is-bad',
      'O texto não é um JSON válido',
      'Confira vírgulas, aspas e chaves na aba JSON.'
    )
  if (!studio.lines) return h('p', { class: 'soft' }, 'Conferindo…')
  return [
    h(
      'ul',
      { class: 'conf-checks' },
      studio.lines.map(({ passed, text }) =>
        h(
          'li',
          { class: passed ? 'is-good' : 'is-bad' },
          icon(passed ? 'circle-check' : 'alert-circle', ''),
          h('span', {}, text)
        )
      )
    ),
    studio.issues.map((issue) => issueButton(studio, issue)),
    studio.examples
      .map((example, index) => ({ ...example, index }))
      .filter(({ passed }) => !passed)
      .map(({ title, detail, index }) =>
        issueButton(studio, {
          severity: 'critical',
          path: `/examples/${index}`,
          message: `Exemplo “${title}” não passa. ${detail ?? ''}`,
        })
      ),
  ]
}

const issueBox = (tone, title, text) =>
  h('div', { class: `conf-issue ${tone}` }, h('strong', {}, title), h('span', {}, text))

/** One finding; pressing it goes to the field that it is about. */
export function issueButton(studio, { severity, path, message }) {
  const isBad = severity === 'critical'
  return h(
    'button',
    {
      type: 'button',
      class: `conf-issue studio-issue ${isBad ? 'is-bad' : 'is-warning'}`,
      onclick: () => studio.goTo(path),
    },
    h('strong', {}, isBad ? 'Erro' : 'Atenção'),
    h('span', {}, message),
    h('span', { class: 'soft' }, 'Ir até o ponto')
  )
}

function changesBody({ baseLabel, differences }) {
  if (!baseLabel)
    return h('p', { class: 'soft' }, 'Nada está em vigor ainda: esta será a primeira versão.')
  if (!differences) return h('p', { class: 'soft' }, 'Corrija os erros para ver o que muda.')
  if (!differences.length)
    return h('p', { class: 'soft' }, `O conteúdo é igual ao de ${baseLabel}.`)
  return [
    h('p', { class: 'soft' }, `Em relação a ${baseLabel}, em vigor hoje:`),
    h(
      'ul',
      { class: 'conf-differences' },
      differences.map(({ text }) => h('li', {}, text))
    ),
  ]
}
