/* What the page asks of the server: the checks of a text, and its saving. Both answer JSON to who asks for it. */

async function post(address, fields) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content
  const headers = { accept: 'application/json', ...(token ? { 'X-CSRF-TOKEN': token } : {}) }
  const answer = await fetch(address, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  })
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, body: isJson ? await answer.json() : null }
}

const LOST =
  'Sem resposta do servidor. O que você escreveu está guardado neste navegador; tente de novo.'
const ENDED =
  'Sua sessão terminou. O que você escreveu está guardado neste navegador: entre de novo em outra aba e salve.'

/** The checks of a text as it stands; null when the server cannot be asked. */
export async function askChecks(address, fields) {
  try {
    const { status, body } = await post(address, fields)
    return status === 200 ? body : null
  } catch {
    return null
  }
}

/** Saves a draft. `{ saved }` says where it is now; `{ problem }` what the server says against it. */
export async function saveDraft(address, fields) {
  try {
    const { status, body } = await post(address, fields)
    if (status === 200 && body?.version) return { saved: body }
    if (status === 401 || status === 419 || (status === 200 && !body))
      return { problem: ENDED, issues: [] }
    return { problem: body?.problem ?? body?.error?.message ?? LOST, issues: body?.issues ?? [] }
  } catch {
    return { problem: LOST, issues: [] }
  }
}
