/*
 * A part of a page that the server tells again as it changes: `data-live-stream` has the address of the events, and each event
 * `live` brings the part anew, under the id that it has; `map` brings what the map of the page shows. A page in the background
 * does not ask.
 */
const part = document.querySelector('[data-live-stream]')
let stream = null

function replacePart(html) {
  const fresh = document.createRange().createContextualFragment(html).firstElementChild
  const old = fresh?.id === part.dataset.livePart ? document.getElementById(fresh.id) : null
  if (!old) return
  // What the person opened stays open, and what did not change stays under the pointer.
  const opened = [...old.querySelectorAll('details')].map(({ open }) => open)
  for (const [index, one] of fresh.querySelectorAll('details').entries()) one.open = opened[index]
  if (!old.isEqualNode(fresh)) old.replaceWith(fresh)
}

function follow() {
  stream?.close()
  stream = null
  if (document.hidden) return
  stream = new EventSource(part.dataset.liveStream)
  stream.addEventListener('live', ({ data }) => replacePart(data))
  stream.addEventListener('map', ({ data }) => {
    document.dispatchEvent(new CustomEvent('live:map', { detail: data }))
  })
}

if (part && 'EventSource' in window) {
  follow()
  document.addEventListener('visibilitychange', follow)
  addEventListener('pagehide', () => stream?.close())
}
