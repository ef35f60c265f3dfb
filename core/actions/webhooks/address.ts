import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { errors } from './errors.ts'

const PRIVATE = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, bits)
}
for (const [network, bits] of [
  // The first holds the unspecified one, this machine, and IPv4 addresses written in the old ways.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  // Tunnels, which carry an IPv4 address inside.
  ['2001::', 32],
  ['2002::', 16],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6')
}

/** Whether an address belongs to this machine or to a network of its own, which no outside system should reach through us. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  const family = isIP(mapped)
  if (family === 0) return true
  // Any other mapped form is written to get past a list like this one.
  if (/^::ffff:/i.test(mapped)) return true
  return PRIVATE.check(mapped, family === 6 ? 'ipv6' : 'ipv4')
}

/** `WEBHOOKS_PRIVATE=allow`: the operator lets events go to systems of the own network, by http too. */
const arePrivateAllowed = () => process.env.WEBHOOKS_PRIVATE === 'allow'

/** The address as it is written. @throws BusinessError E_WEBHOOKS_ADDRESS */
export function checkedUrl(text: string): URL {
  const refuse = (why: string) => errors.E_WEBHOOKS_ADDRESS({ url: text, why })
  if (!URL.canParse(text)) throw refuse('não é um endereço da internet')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('só https é aceito')
  if (url.protocol === 'http:' && !arePrivateAllowed()) throw refuse('só https é aceito')
  if (url.username || url.password) throw refuse('não escreva usuário nem senha no endereço')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && isPrivateAddress(host) && !arePrivateAllowed()) {
    throw refuse('é um endereço da rede interna')
  }
  return url
}

export interface Target {
  readonly url: URL
  /** The very address that was checked: the connection goes there, whatever the name says a moment later. */
  readonly address: string
  readonly family: number
}

/** Where a delivery goes. @throws BusinessError E_WEBHOOKS_ADDRESS when the name leads to the own network. */
export async function resolveTarget(text: string): Promise<Target> {
  const url = checkedUrl(text)
  const found = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true })
  const inside = found.find(({ address }) => isPrivateAddress(address))
  if (inside && !arePrivateAllowed()) {
    const why = `o nome leva a ${inside.address}, um endereço da rede interna`
    throw errors.E_WEBHOOKS_ADDRESS({ url: text, why })
  }
  return { url, address: found[0]!.address, family: found[0]!.family }
}
