import { randomBytes } from 'node:crypto'
import { buildDynamicPix } from '#plugins/receivables/domain/pix_brcode'

/** A charge as a bank keeps it. */
export interface Charge {
  readonly txid: string
  status: 'ATIVA' | 'CONCLUIDA' | 'REMOVIDA_PELO_USUARIO_RECEBEDOR'
  readonly body: ChargeBody
  readonly location: string
  readonly createdAt: string
}

export interface ChargeBody {
  readonly calendario: {
    readonly dataDeVencimento: string
    readonly validadeAposVencimento: number
  }
  readonly devedor: { readonly nome: string; readonly cpf?: string; readonly cnpj?: string }
  readonly valor: {
    readonly original: string
    readonly multa?: { readonly modalidade: string; readonly valorPerc: string }
    readonly juros?: { readonly modalidade: string; readonly valorPerc: string }
  }
  readonly chave: string
}

/** A payment as the API tells of it. */
export interface Payment {
  readonly endToEndId: string
  readonly txid: string
  readonly valor: string
  readonly horario: string
  readonly chave: string
}

/** What a bank refuses, as RFC 7807 has it. */
export class Refused extends Error {
  readonly status: number
  readonly field: string

  constructor(status: number, field: string, detail: string) {
    super(detail)
    this.status = status
    this.field = field
  }
}

const DAY_MS = 86_400_000
const ISPB = '12345678'

/** The charges and payments of a bank, in memory. */
export class Ledger {
  readonly charges = new Map<string, Charge>()
  readonly payments: Payment[] = []
  readonly webhooks = new Map<string, string>()

  put(txid: string, body: ChargeBody, today: string): Charge {
    if (!/^[a-zA-Z0-9]{26,35}$/.test(txid)) throw new Refused(400, 'txid', 'txid fora do padrão')
    if (this.charges.has(txid)) throw new Refused(400, 'txid', 'O txid já existe')
    checkBody(body, today)
    const charge: Charge = {
      ...{ txid, body, status: 'ATIVA', createdAt: new Date().toISOString() },
      location: `psp.simulado.example/qr/v2/cobv/${randomBytes(16).toString('hex')}`,
    }
    this.charges.set(txid, charge)
    return charge
  }

  get(txid: string): Charge {
    const charge = this.charges.get(txid)
    if (!charge) throw new Refused(404, 'txid', 'Cobrança não encontrada')
    return charge
  }

  remove(txid: string): Charge {
    const charge = this.get(txid)
    if (charge.status !== 'ATIVA')
      throw new Refused(400, 'status', `A cobrança está ${charge.status}`)
    charge.status = 'REMOVIDA_PELO_USUARIO_RECEBEDOR'
    return charge
  }

  /**
   * Pays a charge on an instant; what the payer's bank would charge for the delay is added, as the charge says.
   * `isForced` pays again what was paid: two phones that opened the code at once.
   * @throws Refused what was removed, paid, or is past its last day
   */
  pay(txid: string, at: Date, isForced = false): Payment {
    const charge = this.get(txid)
    if (charge.status === 'REMOVIDA_PELO_USUARIO_RECEBEDOR')
      throw new Refused(422, 'status', 'A cobrança foi removida')
    if (charge.status === 'CONCLUIDA' && !isForced)
      throw new Refused(422, 'status', 'A cobrança já foi paga')
    const { dataDeVencimento: due, validadeAposVencimento: days } = charge.body.calendario
    const late = Math.floor((at.getTime() - Date.parse(`${due}T23:59:59Z`)) / DAY_MS) + 1
    if (late > days + 4) throw new Refused(422, 'calendario', 'A cobrança venceu')
    charge.status = 'CONCLUIDA'
    const payment: Payment = {
      endToEndId: `E${ISPB}${at.toISOString().replace(/[-:T]/g, '').slice(0, 12)}${randomBytes(6).toString('hex').slice(0, 11)}`,
      ...{ txid, chave: charge.body.chave, horario: at.toISOString() },
      valor: owed(charge.body.valor, late),
    }
    this.payments.push(payment)
    return payment
  }
}

/** What is paid so many days after the due date. */
function owed({ original, multa, juros }: ChargeBody['valor'], late: number): string {
  const cents = Math.round(Number(original) * 100)
  if (late <= 0) return original
  const fine = (cents * Number(multa?.valorPerc ?? 0)) / 100
  const interest = (cents * Number(juros?.valorPerc ?? 0) * late) / 3000
  return (Math.round(cents + fine + interest) / 100).toFixed(2)
}

function checkBody({ calendario, devedor, valor }: ChargeBody, today: string): void {
  if (!/^\d{1,10}\.\d{2}$/.test(valor.original) || Number(valor.original) === 0)
    throw new Refused(400, 'valor.original', 'O valor deve ser maior que zero')
  if (calendario.dataDeVencimento < today)
    throw new Refused(400, 'calendario.dataDeVencimento', 'A data de vencimento já passou')
  if (!devedor.nome || !(devedor.cpf ?? devedor.cnpj))
    throw new Refused(400, 'devedor', 'O devedor precisa de nome e CPF ou CNPJ')
  if (devedor.cpf && /^(\d)\1{10}$/.test(devedor.cpf))
    throw new Refused(400, 'devedor.cpf', 'O CPF do devedor é inválido')
}

/** A charge as the API answers it. */
export function shown(charge: Charge) {
  return {
    ...charge.body,
    ...{ txid: charge.txid, status: charge.status, revisao: 0, location: charge.location },
    loc: { id: 1, location: charge.location, tipoCob: 'cobv', criacao: charge.createdAt },
    pixCopiaECola: buildDynamicPix({
      ...{ url: charge.location, receiverName: 'SAAE SIMULADO', city: 'EXEMPLOPOLIS' },
    }),
  }
}
