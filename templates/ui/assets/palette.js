/* Ctrl+K: one box for every record and screen. Arrows move, Enter opens, Escape closes. */
const palette = () => document.getElementById('palette')
const input = () => document.getElementById('palette-input')
const options = () => [...document.querySelectorAll('#palette-results [role="option"]')]

function open() {
  const dialog = palette()
  if (!dialog || dialog.open) return
  dialog.showModal()
  input().select()
  htmx.trigger(input(), 'palette:open')
}

function select(option) {
  for (const other of options()) other.setAttribute('aria-selected', String(other === option))
  if (option) {
    input().setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  } else input().removeAttribute('aria-activedescendant')
}

const selected = () => options().find((option) => option.getAttribute('aria-selected') === 'true')

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    return open()
  }
  if (event.target !== input()) return
  const all = options()
  const now = all.indexOf(selected())
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    const step = event.key === 'ArrowDown' ? 1 : -1
    select(all[(now + step + all.length) % all.length])
  } else if (event.key === 'Enter') {
    event.preventDefault()
    ;(selected() ?? all[0])?.click()
  }
})

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-palette-open]')) open()
  if (event.target === palette()) palette().close()
})

document.addEventListener('htmx:after:swap', () => {
  if (palette()?.open) select(options()[0])
})
