'use strict'
// The reader of a contingency pack: opens sealed blocks in the browser, without any request. Nothing of it is kept.
;(() => {
  const settings = JSON.parse(document.body.dataset.settings)
  const blocks = [...document.querySelectorAll('script[type="application/octet-stream"]')]
  const at = (id) => document.getElementById(id)
  const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
  const utf8 = new TextEncoder()
  const SHOWN = 40
  let key = null
  let index = []

  async function pbkdf2(password, salt, length) {
    const base = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 1 }
    return new Uint8Array(await crypto.subtle.deriveBits(how, base, length * 8))
  }

  // Salsa20/8 (RFC 7914, section 3): each row of four words is one quarter round; columns first, then rows.
  const QUARTERS = [
    [0, 4, 8, 12],
    [5, 9, 13, 1],
    [10, 14, 2, 6],
    [15, 3, 7, 11],
    [0, 1, 2, 3],
    [5, 6, 7, 4],
    [10, 11, 8, 9],
    [15, 12, 13, 14],
  ]
  const x = new Uint32Array(16)
  function salsa(words) {
    x.set(words)
    for (let round = 0; round < 4; round++) {
      for (let q = 0; q < 8; q++) {
        const quarter = QUARTERS[q]
        const a = quarter[0],
          b = quarter[1],
          c = quarter[2],
          d = quarter[3]
        let sum = (x[a] + x[d]) | 0
        x[b] ^= (sum << 7) | (sum >>> 25)
        sum = (x[b] + x[a]) | 0
        x[c] ^= (sum << 9) | (sum >>> 23)
        sum = (x[c] + x[b]) | 0
        x[d] ^= (sum << 13) | (sum >>> 19)
        sum = (x[d] + x[c]) | 0
        x[a] ^= (sum << 18) | (sum >>> 14)
      }
    }
    for (let i = 0; i < 16; i++) words[i] += x[i]
  }

  const word = new Uint32Array(16)
  function mixBlock(block, other, r) {
    word.set(block.subarray((2 * r - 1) * 16))
    for (let i = 0; i < 2 * r; i++) {
      for (let k = 0; k < 16; k++) word[k] ^= block[i * 16 + k]
      salsa(word)
      other.set(word, ((i >> 1) + (i & 1 ? r : 0)) * 16)
    }
    block.set(other)
  }

  // scrypt with one lane (p = 1), RFC 7914.
  async function scrypt(passphrase, salt, { N, r }) {
    const first = await pbkdf2(passphrase, salt, 128 * r)
    const block = new Uint32Array(first.buffer)
    const size = 32 * r
    const other = new Uint32Array(size)
    const kept = new Uint32Array(size * N)
    for (let i = 0; i < N; i++) {
      kept.set(block, i * size)
      mixBlock(block, other, r)
    }
    for (let i = 0; i < N; i++) {
      const from = (block[size - 16] & (N - 1)) * size
      for (let k = 0; k < size; k++) block[k] ^= kept[from + k]
      mixBlock(block, other, r)
    }
    return pbkdf2(passphrase, new Uint8Array(block.buffer), 32)
  }

  async function open(element, place) {
    const sealed = bytesOf(element.textContent)
    const how = {
      name: 'AES-GCM',
      iv: sealed.subarray(0, 12),
      additionalData: utf8.encode(`${settings.pack}/${place}`),
    }
    const plain = await crypto.subtle.decrypt(how, key, sealed.subarray(12))
    const text = new Blob([plain]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Response(text).json()
  }

  // Accents, case and the punctuation inside numbers do not matter.
  const plainText = (text) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/(\d)[.\-/](?=\d)/g, '$1')

  async function unlock(passphrase) {
    const raw = await scrypt(
      utf8.encode(passphrase.normalize('NFC')),
      bytesOf(settings.salt),
      settings
    )
    key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
    const last = blocks.length - 1
    const { blocks: count } = await open(blocks[last], 'end')
    if (count !== last) throw new Error('cut')
    index = []
    for (let block = 0; block < count; block++) {
      const entries = await open(blocks[block], block)
      entries.forEach(({ title, subtitle, search }, place) =>
        index.push({ title, subtitle, words: plainText(search), block, place })
      )
      at('progress').textContent = `Lendo ${Math.round(((block + 1) / count) * 100)} %`
    }
  }

  const element = (name, text, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes)
    if (text !== undefined) made.textContent = text
    return made
  }

  function factList(facts) {
    const list = element('dl')
    for (const [label, value] of facts) list.append(element('dt', label), element('dd', value))
    return list
  }

  function codeLine([label, value]) {
    const line = element('p', `${label}: `)
    const button = element('button', 'Copiar', { type: 'button', ariaLabel: `Copiar ${label}` })
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(value)
      button.textContent = 'Copiado'
    })
    line.append(element('code', value), ' ', button)
    return line
  }

  async function show({ block, place }) {
    const entry = (await open(blocks[block], block))[place]
    const page = at('entry')
    page.replaceChildren(element('h2', `${entry.title} · ${entry.subtitle}`), factList(entry.facts))
    for (const { title, cards } of entry.sections) {
      page.append(element('h3', title))
      for (const { title: name, facts, codes = [] } of cards) {
        const card = element('div', undefined, { className: 'card' })
        card.append(element('h4', name), factList(facts), ...codes.map(codeLine))
        page.append(card)
      }
    }
    page.focus()
  }

  function search() {
    const words = plainText(at('query').value).split(/\s+/).filter(Boolean)
    const found = []
    if (words.join('').length > 1) {
      for (const one of index) {
        if (words.every((w) => one.words.includes(w))) found.push(one)
        if (found.length > SHOWN) break
      }
    }
    at('entry').replaceChildren()
    at('results').replaceChildren(
      ...found.slice(0, SHOWN).map((one) => {
        const item = element('li')
        const button = element('button', `${one.title} · ${one.subtitle}`, { type: 'button' })
        button.addEventListener('click', () => show(one))
        item.append(button)
        return item
      })
    )
    at('found').textContent =
      found.length > SHOWN
        ? `Os primeiros ${SHOWN}: digite mais para achar outros.`
        : words.length
          ? `${found.length} encontrados`
          : ''
  }

  at('unlock').addEventListener('submit', async (event) => {
    event.preventDefault()
    at('problem').textContent = ''
    at('progress').textContent = 'Abrindo…'
    await new Promise((done) => setTimeout(done, 30))
    try {
      await unlock(at('passphrase').value)
      at('passphrase').value = ''
      at('unlock').hidden = true
      at('desk').hidden = false
      at('found').textContent = `${index.length.toLocaleString('pt-BR')} cadastros`
      at('query').focus()
    } catch (error) {
      at('progress').textContent = ''
      at('problem').textContent =
        error.message === 'cut'
          ? 'O arquivo está incompleto. Baixe-o de novo.'
          : 'A frase não abre este pacote, ou o arquivo foi danificado. Confira a frase e a data do pacote.'
    }
  })
  at('query').addEventListener('input', search)
})()
