/*
 * A part of a page that the server tells again as it changes: `data-live-stream` has the address of the events, and each event
 * `live` brings the part anew, under the id that it has. A page in the background does not ask.
 */
const part = document.querySelector('[data-live-stream]')
let stream = null

function replacePart(html) {
  const fresh = document.createRange().createContextualFragment(html).firstElementChild
  if (fresh && fresh.id === part.dataset.livePart) {
    document.getElementById(fresh.id)?.replaceWith(fresh)
  }
}

function follow() {
  stream?.close()
  stream = null
  if (document.hidden) return
  stream = new EventSource(part.dataset.liveStream)
  stream.addEventListener('live', ({ data }) => replacePart(data))
}

if (part && 'EventSource' in window) {
  follow()
  document.addEventListener('visibilitychange', follow)
  addEventListener('pagehide', () => stream?.close())
}
