/* Menus, theme, off-canvas navigation, the sign of waiting. */
const root = document.documentElement
const narrow = matchMedia('(max-width: 991.98px)')

function setNavigation(open) {
  const toggle = document.querySelector('[data-nav-toggle]')
  const sidebar = document.getElementById('menu')
  if (!toggle || !sidebar) return
  root.classList.toggle('nav-open', open)
  toggle.setAttribute('aria-expanded', String(open))
  if (open) sidebar.querySelector('a')?.focus()
}

function toggleTheme() {
  const next = root.dataset.bsTheme === 'dark' ? 'light' : 'dark'
  root.dataset.bsTheme = next
  localStorage.setItem('theme', next)
}

document.addEventListener('click', (event) => {
  const on = (selector) => event.target.closest?.(selector)
  if (on('[data-nav-toggle]')) return setNavigation(!root.classList.contains('nav-open'))
  if (on('[data-nav-close]')) return setNavigation(false)
  if (on('[data-theme-toggle]')) return toggleTheme()
  if (on('[data-help-open]')) document.getElementById('shortcuts')?.showModal()
  const print = on('[data-print]')
  if (print) window.print()
  for (const menu of document.querySelectorAll('[data-menu][open]')) {
    if (!menu.contains(event.target) || on('.menu-list > button, .menu-list > a')) menu.open = false
  }
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const open = document.querySelector('[data-menu][open]')
  if (open) {
    open.open = false
    open.querySelector('summary').focus()
  } else if (root.classList.contains('nav-open')) {
    setNavigation(false)
    document.querySelector('[data-nav-toggle]')?.focus()
  }
})

/* Sections of the menu stay as the person left them, on every page: the server draws them so. */
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!target.matches?.('[data-nav-section]')) return
    const open = [...document.querySelectorAll('[data-nav-section][open]')]
    const titles = open.map((one) => encodeURIComponent(one.dataset.navSection))
    document.cookie = `menu=${titles.join('|')}; path=/; max-age=31536000; samesite=lax`
  },
  true
)

narrow.addEventListener('change', () => setNavigation(false))

/* The entry of this page is in sight, however far down the menu it stands. */
if (!narrow.matches) {
  document.querySelector('#menu [aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
}

let waiting = 0
const wait = (change) => {
  waiting = Math.max(0, waiting + change)
  root.classList.toggle('is-busy', waiting > 0)
}
document.addEventListener('htmx:before:request', () => wait(1))
document.addEventListener('htmx:finally:request', () => wait(-1))

/* A form sent twice by an impatient click is sent once: its button cannot be pressed again until the answer is there. */
const pressed = new Set()
function release() {
  root.classList.remove('is-busy')
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
  for (const button of pressed) button.disabled = false
  pressed.clear()
}
document.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method === 'dialog') return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
  if (form.hasAttribute('data-download')) return void setTimeout(release, 1000)
  root.classList.add('is-busy')
  // Only after the form was put together: a disabled button would not be sent with it.
  const buttons = form.querySelectorAll('button:not([type=button]):enabled')
  setTimeout(() => {
    for (const button of buttons) {
      button.disabled = true
      pressed.add(button)
    }
  })
})
window.addEventListener('pageshow', release)

/* A page that takes its time shows that it was asked for. */
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]')
  if (
    !link ||
    event.defaultPrevented ||
    event.button ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey
  )
    return
  if (link.target || link.matches('[download], [data-download], [hx-get]')) return
  if (link.origin !== location.origin || (link.hash && link.pathname === location.pathname)) return
  setTimeout(() => {
    if (!event.defaultPrevented) root.classList.add('is-busy')
  })
  // A link that turns out to be a file leaves the page where it is.
  setTimeout(() => root.classList.remove('is-busy'), 15_000)
})

/* Requests made by htmx carry the token that forms carry. */
document.addEventListener('htmx:config:request', (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content
  if (token) event.detail.ctx.request.headers['X-CSRF-TOKEN'] = token
})

/* Login page of the demo: one click fills the form. */
document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-back]')) history.back()
  const person = event.target.closest?.('[data-demo-user]')
  if (!person) return
  document.getElementById('login').value = person.dataset.demoUser
  document.getElementById('password').value =
    document.querySelector('[data-demo-password]').textContent
  document.querySelector('.entrance-box form button').focus()
})
