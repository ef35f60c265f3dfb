import { schemaParts as s } from '#core/documents/index'

export interface Issuer {
  readonly name: string
  readonly cnpj: string
  readonly address: string
  readonly sac_phone: string
}

export interface Person {
  readonly name: string
  readonly tax_id: string | null
}

export interface Place {
  readonly registration: string
  readonly address: string
  readonly district: string
  readonly city: string
}

export const person = (title: string) =>
  s.object(title, {
    name: s.text('Nome', 200),
    tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
  })

export const place = () =>
  s.object('Imóvel', {
    registration: s.digits('Matrícula com dígito', 2, 15),
    address: s.text('Logradouro, número e complemento', 300),
    district: s.text('Bairro', 120),
    city: s.text('Município e UF', 120),
  })

/** How a statement opens: who issues it. */
export const LETTERHEAD = `  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>`

/** The looks of the letterhead, the title and the number of a paper. */
export const letterheadStyle = (
  paper: string
): string => `.${paper} header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 10mm }
.${paper} h1 { margin: 0; font-size: 13pt; color: #083f63 }
.${paper} header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.${paper} h2 { font-size: 15pt; text-align: center; margin: 6mm 0 0 }
.${paper} .no { text-align: center; color: #5a6b79; margin: 1mm 0 8mm }`

export const SAMPLE = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  customer: { name: 'Maria Aparecida dos Santos', tax_id: '52998224725' },
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    ...{ district: 'Jardim Primavera', city: 'Vale das Águas, MT' },
  },
}
