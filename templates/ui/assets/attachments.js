/* Files and notes on a record: sent without leaving the page, with the progress of the upload. Without this the forms post. */
import htmx from 'htmx.org'

const panelOf = (form) => form.closest('[data-panel]').dataset.panel

function tell(form, text) {
  const problem = form.querySelector('[data-problem]')
  if (!problem) return
  problem.textContent = text
  problem.hidden = !text
}

function setProgress(form, share) {
  const bar = form.querySelector('[data-progress]')
  if (!bar) return
  bar.hidden = share === null
  bar.value = Math.round((share ?? 0) * 100)
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return {}
  }
}

/* What the server said of the fields, or of the whole. */
function problemOf(request) {
  const { message, messages } = answerOf(request)
  const texts = (messages ?? []).map((one) => one.message)
  if (texts.length) return texts.join(' ')
  return message ?? 'O envio não chegou ao fim. Confira a conexão e tente de novo.'
}

function ended(form, request) {
  delete form.dataset.sent
  setProgress(form, null)
  if (request.status >= 200 && request.status < 300)
    return htmx.ajax('GET', panelOf(form), { target: '#panel', swap: 'innerHTML' })
  tell(form, problemOf(request))
}

function send(form) {
  if (form.dataset.sent) return
  form.dataset.sent = 'yes'
  tell(form, '')
  const body = new FormData(form)
  // An input without a file is sent as an empty one.
  for (const name of ['file', 'photo']) if (body.get(name)?.size === 0) body.delete(name)
  const request = new XMLHttpRequest()
  request.open('POST', form.getAttribute('action'))
  request.setRequestHeader('Accept', 'application/json')
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) setProgress(form, event.loaded / event.total)
  })
  request.addEventListener('loadend', () => ended(form, request))
  request.send(form.hasAttribute('data-upload') ? body : new URLSearchParams(body))
}

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target.closest?.('[data-panel-form]')
    if (!form) return
    event.preventDefault()
    send(form)
  },
  true
)

/* A chosen file is named in its place; with the kind already chosen nothing more is needed but the button. */
document.addEventListener('change', (event) => {
  const input = event.target.closest?.('[data-file]')
  if (!input?.files.length) return
  const form = input.form
  for (const other of form.querySelectorAll('[data-file]')) if (other !== input) other.value = ''
  form.querySelector('[data-drop] strong').textContent = input.files[0].name
  tell(form, '')
  const kind = form.elements.kind
  if (kind && !kind.value) kind.focus()
})

const dropOf = (event) => event.target.closest?.('[data-drop]')
for (const [name, isOver] of [
  ['dragover', true],
  ['dragleave', false],
  ['drop', false],
]) {
  document.addEventListener(name, (event) => {
    const drop = dropOf(event)
    if (!drop) return
    event.preventDefault()
    drop.classList.toggle('is-over', isOver)
  })
}
document.addEventListener('drop', (event) => {
  const input = dropOf(event)?.querySelector('input[type=file]')
  if (!input || !event.dataTransfer.files.length) return
  input.files = event.dataTransfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
})

/* One small form open at a time. */
document.addEventListener(
  'toggle',
  (event) => {
    const opened = event.target
    if (!opened.matches?.('[data-exclusive]') || !opened.open) return
    for (const other of document.querySelectorAll('[data-exclusive][open]'))
      if (other !== opened) other.open = false
    opened.querySelector('input:not([type=hidden]), textarea')?.focus()
  },
  true
)
