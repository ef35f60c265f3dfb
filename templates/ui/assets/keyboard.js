/* The same key everywhere: / filter, N new, E edit, J and K rows, X selects, Enter opens, ? help. */
const isTyping = (element) =>
  element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)

function moveRow(step) {
  const rows = [...document.querySelectorAll('[data-row]')]
  if (!rows.length) return
  const now = rows.findIndex((row) => row.classList.contains('is-current'))
  const next = rows[Math.min(rows.length - 1, Math.max(0, now + step))]
  rows[now]?.classList.remove('is-current')
  next.classList.add('is-current')
  const link = next.querySelector('.row-link, a')
  link?.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
}

const KEYS = {
  '/': () => document.querySelector('[data-key="filter"]')?.focus(),
  'n': () => document.querySelector('[data-key="new"]')?.click(),
  'e': () => document.querySelector('[data-key="edit"]')?.click(),
  'x': () => document.querySelector('[data-row].is-current [data-pick]')?.click(),
  'j': () => moveRow(1),
  'k': () => moveRow(-1),
  '?': () => document.getElementById('shortcuts')?.showModal(),
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return
  const act = KEYS[event.key.toLowerCase()]
  if (!act) return
  event.preventDefault()
  act()
})

/* A click anywhere on a row opens it, but not over a link, nor while text is being selected. */
document.addEventListener('click', (event) => {
  const row = event.target.closest?.('tr[data-row]')
  if (!row || event.target.closest('a, button, input, label, summary')) return
  if (String(getSelection())) return
  row.querySelector('.row-link, a')?.click()
})
