import type { DemoCustomer } from './blueprint.ts'
import { civilDate } from '#core/calendar/index'
import { testAlphanumericCnpj, testCnpj, testCpf, testPhone } from './documents.ts'
import { factoryName, motherName, personName, shopName } from './names.ts'
import { type Random, createRandom } from './random.ts'

/** Bodies that hold premises all over the municipality: one customer each. Serials from the end of the test range. */
export const PUBLIC_BODIES: readonly DemoCustomer[] = [
  'Prefeitura Municipal de Águas Claras do Norte',
  'Secretaria Municipal de Educação de Águas Claras do Norte',
  'Fundo Municipal de Saúde de Águas Claras do Norte',
  'Câmara Municipal de Águas Claras do Norte',
].map((name, index) => ({
  kind: 'public_body',
  name,
  taxpayerId: testCnpj(999_001 + index),
  email: null,
  phone: testPhone(9001 + index),
}))

function emailOf(name: string, serial: number): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(' ')
  return `${plain[0]!}.${plain.at(-1)!}${serial}@example.com`
}

export function person(random: Random, serial: number): DemoCustomer {
  const name = personName(random)
  return {
    kind: 'person',
    name,
    // A few old records have no CPF.
    taxpayerId: random.chance(970) ? testCpf(serial) : null,
    email: random.chance(350) ? emailOf(name, serial) : null,
    phone: random.chance(800) ? testPhone(serial) : null,
    ...parentage(name, serial),
  }
}

/** Birth and mother, by a sequence of their own: nothing else of the demo changes with them. */
function parentage(name: string, serial: number) {
  const random = createRandom(`parentage/${serial}`)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${random.integer(1938, 2004)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`
  return { birthOn: civilDate(day), motherName: motherName(random, name) }
}

export function company(random: Random, serial: number, isFactory: boolean): DemoCustomer {
  return {
    kind: 'company',
    name: isFactory ? factoryName(random) : shopName(random),
    // One in seven was founded after letters came.
    taxpayerId: serial % 7 === 3 ? testAlphanumericCnpj(serial) : testCnpj(serial),
    email: random.chance(600) ? `contato${serial}@example.com` : null,
    phone: testPhone(serial),
  }
}
