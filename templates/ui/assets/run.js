import htmx from 'htmx.org'

/* The page of a run is told by the server how it goes; where that does not get through, it asks each second. */
const page = document.querySelector('[data-run-stream]')

function replaceLive(html) {
  const live = document.getElementById('run-live')
  const fresh = document.createRange().createContextualFragment(html).firstElementChild
  if (live && fresh) live.replaceWith(fresh)
  return fresh
}

async function askInstead(stream) {
  stream.close()
  const response = await fetch(page.dataset.runLive, { headers: { 'HX-Request': 'true' } })
  if (response.ok) htmx.process(replaceLive(await response.text()))
}

function listen() {
  const stream = new EventSource(page.dataset.runStream)
  let failures = 0
  stream.addEventListener('open', () => (failures = 0))
  stream.addEventListener('live', ({ data }) => replaceLive(data))
  stream.addEventListener('line', ({ data }) => {
    const log = document.getElementById('run-log')
    log.closest('section').hidden = false
    log.insertAdjacentHTML('beforeend', data)
  })
  stream.addEventListener('over', () => {
    stream.close()
    location.reload()
  })
  stream.addEventListener('error', () => {
    failures += 1
    if (failures > 2 || stream.readyState === EventSource.CLOSED) askInstead(stream)
  })
  addEventListener('pagehide', () => stream.close())
}

if (page && 'EventSource' in window) listen()
