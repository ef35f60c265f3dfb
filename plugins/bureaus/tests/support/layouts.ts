import type { FileEntry } from '../../domain/compose_file.ts'
import type { Layout, SourceValue } from '../../domain/layout.ts'
import { PROTEST_LAYOUT } from '../../domain/protest_layout.ts'
import { SERASA_LAYOUT } from '../../domain/serasa_layout.ts'
import { SPC_LAYOUT } from '../../domain/spc_layout.ts'

export const LAYOUTS: [string, Layout][] = [
  ['SPC', SPC_LAYOUT],
  ['SERASA', SERASA_LAYOUT],
  ['protest', PROTEST_LAYOUT],
]

export const SHARED = {
  ...{ 'file.date': '2026-11-23', 'file.sequence': 42 },
  ...{ 'bureau.entity': '501', 'bureau.associate': '1234', 'bureau.origin': '77' },
  ...{ 'bureau.logon': 'SAAE01', 'bureau.contact': 'João', 'bureau.phone_area': '65' },
  ...{ 'bureau.phone': '33334444', 'bureau.extension': null, 'bureau.differential': null },
  ...{ 'bureau.presenter': '582', 'bureau.presenter_name': 'SAAE Vale das Águas' },
  ...{ 'bureau.agency': null, 'bureau.assignor': '000123', 'bureau.nature': 'DSI' },
  ...{ 'utility.name': 'SAAE Vale das Águas', 'utility.cnpj': '11222333000181' },
  ...{ 'utility.cnpj_root': '11222333', 'utility.cnpj_branch': '000181' },
  ...{ 'utility.address': 'Av. das Nascentes, 500', 'utility.zip': '78000000' },
  ...{ 'utility.city': 'Vale das Águas', 'utility.state': 'MT', 'utility.ibge': '5100000' },
}

const VALUES = {
  ...{ 'debtor.name': 'Maria Conceição', 'debtor.document': '52998224725' },
  ...{ 'debtor.document_kind': '2', 'debtor.person': 'F', 'debtor.identity': '123456 SSP' },
  ...{ 'debtor.birth': '1980-03-09', 'debtor.mother': 'Ana', 'debtor.father': null },
  ...{ 'debtor.address': 'Rua Um, 7', 'debtor.street': 'Rua Um', 'debtor.number': '7' },
  ...{ 'debtor.complement': null, 'debtor.district': 'Centro', 'debtor.zip': '78000001' },
  ...{ 'debtor.city': 'Vale das Águas', 'debtor.state': 'MT', 'debtor.phone_area': '65' },
  ...{ 'debtor.phone': '99998888', 'debt.operation': 'I', 'debt.reason': null },
  ...{ 'debt.contract': '000123457-000000000009', 'debt.key': '000000000009' },
  ...{ 'debt.registration': '000123457', 'debt.count': 2, 'debt.oldest_due': '2026-07-10' },
  ...{ 'debt.latest_due': '2026-09-10', 'debt.issued': '2026-11-23', 'debt.amount': 21_437n },
}

export const entry = (id: bigint, change: Record<string, SourceValue> = {}): FileEntry => ({
  ...{ id, amountCents: 21_437n, values: { ...VALUES, ...change } },
})

export const linesOf = (content: string): string[] => content.split('\r\n').slice(0, -1)
