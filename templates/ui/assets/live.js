/*
 * Parts of a page that the server tells again as they change: `data-live-stream` has the address of the events, and each event
 * `live` brings one of the parts anew, under the id that it has. A page in the background does not ask.
 */
const part = document.querySelector('[data-live-stream]')
let stream = null

function replacePart(html) {
  const fresh = document.createRange().createContextualFragment(html).firstElementChild
  const isMeant = part.dataset.livePart.split(' ').includes(fresh?.id)
  const old = isMeant ? document.getElementById(fresh.id) : null
  if (!old) return
  // What the person opened stays open, and what did not change stays under the pointer.
  const opened = [...old.querySelectorAll('details')].map(({ open }) => open)
  for (const [index, one] of fresh.querySelectorAll('details').entries()) one.open = opened[index]
  if (old.isEqualNode(fresh)) return
  const { scrollTop } = old
  old.replaceWith(fresh)
  fresh.scrollTop = scrollTop
  fresh.dispatchEvent(new Event('live:replaced', { bubbles: true }))
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
