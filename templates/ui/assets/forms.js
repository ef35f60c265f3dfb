/* Generated forms: fields that others show and ask for, and a word before typed text is lost. */
const form = document.querySelector('form[data-unsaved]')

let isDirty = form?.dataset.dirty === 'true'

function leave(event) {
  if (isDirty) event.preventDefault()
}

form?.addEventListener('input', () => {
  isDirty = true
})
form?.addEventListener('submit', () => {
  isDirty = false
})
if (form) window.addEventListener('beforeunload', leave)

/* The server answers by the same rules that it saves by, so that both always agree. */
const WAIT_MS = 150
const asking = document.querySelector('form[data-conditions]')
let asked = 0
let timer

async function askConditions() {
  const mine = ++asked
  const token = document.querySelector('meta[name="csrf-token"]')?.content
  const body = new URLSearchParams(new FormData(asking))
  const headers = { accept: 'application/json', ...(token ? { 'X-CSRF-TOKEN': token } : {}) }
  const answer = await fetch(asking.dataset.conditions, { method: 'POST', headers, body })
  if (!answer.ok || mine !== asked) return
  const { visible, required } = await answer.json()
  for (const field of asking.querySelectorAll('[data-field]')) {
    const name = field.dataset.field
    if (!(name in visible)) continue
    field.hidden = !visible[name]
    const optional = field.querySelector('.optional')
    if (optional) optional.hidden = required[name]
    field.querySelector('[aria-required], [name]')?.setAttribute('aria-required', required[name])
  }
  for (const group of asking.querySelectorAll('fieldset')) {
    const fields = [...group.querySelectorAll('[data-field]')]
    group.hidden = fields.length > 0 && fields.every((field) => field.hidden)
  }
}

if (asking) {
  const ask = () => {
    clearTimeout(timer)
    timer = setTimeout(askConditions, WAIT_MS)
  }
  asking.addEventListener('input', ask)
  asking.addEventListener('change', ask)
}
