import type { TariffBlock } from '../../domain/tariff_table.ts'
import { type TableCase, category, declared } from './case.ts'

const LAW = 'Decreto municipal 77/2026'

const CONDOMINIUM: readonly TariffBlock[] = [
  { over: 0, to: 10, price: '4' },
  { over: 10, to: 20, price: '6' },
  { over: 20, to: null, price: '9' },
]
const FRANCHISE = {
  kind: 'minimum_volume',
  per: 'economy',
  each: 'month',
  m3: '10',
  structure: { kind: 'brackets', per: 'economy', brackets: CONDOMINIUM },
} as const

/** One meter, many economies: franchise × economies (STJ, Tema 414) for homes, real economies for shops, one economy for industry. */
export const condominium: TableCase = {
  name: 'condomínio de um hidrômetro: franquia × economias, economias reais, economia única; arredondado no total',
  grows: true,
  table: declared('Condomínio', {
    rounding: { scale: 2, mode: 'half-up', at: 'total' },
    categories: {
      RES: category('Residencial'),
      COM: category('Comercial'),
      IND: category('Industrial'),
    },
    charges: [
      {
        charge_type: 'water',
        title: 'Condomínio residencial, franquia por economia',
        applies: { categories: ['RES'], min_economies: 2 },
        legal_basis: 'STJ, Tema 414',
        structure: FRANCHISE,
      },
      {
        charge_type: 'water',
        title: 'Economias reais',
        applies: { categories: ['RES', 'COM'] },
        legal_basis: LAW,
        structure: { kind: 'brackets', per: 'economy', brackets: CONDOMINIUM },
      },
      {
        charge_type: 'water',
        title: 'Economia única',
        applies: { categories: ['IND'] },
        legal_basis: LAW,
        structure: { kind: 'brackets', per: 'connection', brackets: CONDOMINIUM },
      },
      {
        charge_type: 'sewage',
        title: 'Esgoto',
        applies: {},
        legal_basis: LAW,
        structure: { kind: 'percent', of: 'water', percent: '83.333' },
      },
    ],
  }),
  bills: [
    // 10 economies, 70 m³ < franchise of 100: 100 × 4 = 400. 83.333 % = 333.332; total 733.332 → 733.33.
    {
      facts: { waterM3: '70', economies: 10, isSewageBillable: true },
      charges: { water: '400.00', sewage: '333.33' },
    },
    // 10 economies, 150 m³: 100 × 4 + 50 × 6 = 700.
    { facts: { waterM3: '150', economies: 10 }, charges: { water: '700.00' } },
    // Shops, 10 economies, 70 m³ at real economies: 70 × 4 = 280.
    { facts: { category: 'COM', waterM3: '70', economies: 10 }, charges: { water: '280.00' } },
    // Industry as one economy: 40 + 60 + 50 × 9 = 550.
    { facts: { category: 'IND', waterM3: '70', economies: 10 }, charges: { water: '550.00' } },
    // 7.777 m³: 31.108 and 83.333 % of the exact 31.108 = 25.92322964; together 57.03122964 → 57.03 = 31.11 + 25.92.
    {
      facts: { waterM3: '7.777', isSewageBillable: true },
      charges: { water: '31.11', sewage: '25.92' },
    },
  ],
}

/** Everything at once: fixed and volume in one charge, minimum per day, discount of the sum. */
export const combined: TableCase = {
  name: 'combinação: fixo + faixas, mínimo por dia e desconto sobre a soma, em UPF',
  grows: true,
  units: { UPF: '2.5' },
  table: declared('Combinada', {
    unit: { code: 'UPF' },
    charges: [
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'discount',
          percent: '10',
          reason: 'Bônus de tarifa, decreto 77/2026',
          structure: {
            kind: 'sum',
            parts: [
              { kind: 'fixed', per: 'bill', amount: '4' },
              {
                kind: 'minimum_volume',
                per: 'economy',
                each: 'day',
                m3: '0.2',
                structure: {
                  kind: 'brackets',
                  per: 'economy',
                  brackets: [
                    { over: 0, to: 10, price: '1' },
                    { over: 10, to: null, price: '2.2' },
                  ],
                },
              },
            ],
          },
        },
      },
    ],
  }),
  bills: [
    // 30 days × 0.2 = 6 m³: (4 + 6) UPF × 2.50 = 25.00, less 10 % = 22.50.
    { facts: { waterM3: '1' }, charges: { water: '22.50' } },
    // 15 m³: (4 + 10 + 11) × 2.50 = 62.50; less 6.25 = 56.25.
    { facts: { waterM3: '15' }, charges: { water: '56.25' } },
  ],
}

/** A power up to 50 m³ and a polynomial beyond; exact by the declared scale. */
export const formula: TableCase = {
  name: 'fórmula: potência e polinômio, por ligação',
  grows: true,
  table: declared('Fórmula', {
    rounding: { scale: 2, mode: 'half-even', at: 'charge' },
    charges: [
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'formula',
          per: 'connection',
          share: { scale: 3, mode: 'half-up' },
          power_scale: 6,
          power_mode: 'half-up',
          ranges: [
            {
              over: 0,
              to: 50,
              terms: [
                { coefficient: '9.80', power: '0' },
                { coefficient: '1.25', power: '1.5' },
              ],
            },
            {
              over: 50,
              to: null,
              terms: [
                { coefficient: '100', power: '0' },
                { coefficient: '5.5', power: '1' },
                { coefficient: '0.031', power: '2' },
              ],
            },
          ],
        },
      },
    ],
  }),
  bills: [
    // 16^1.5 = 64: 9.80 + 1.25 × 64 = 89.80.
    { facts: { waterM3: '16' }, charges: { water: '89.80' } },
    // 7^1.5 = 18.520259…: 9.80 + 1.25 × 18.520259 = 32.95032375 → 32.95.
    { facts: { waterM3: '7' }, charges: { water: '32.95' } },
    // 60 m³: 100 + 330 + 0.031 × 3600 = 541.60.
    { facts: { waterM3: '60' }, charges: { water: '541.60' } },
    // 55 m³: 100 + 302.50 + 0.031 × 3025 = 93.775 → 496.275 → half-even 496.28.
    { facts: { waterM3: '55' }, charges: { water: '496.28' } },
    // 65 m³: 100 + 357.50 + 0.031 × 4225 = 130.975 → 588.475 → half-even 588.48.
    { facts: { waterM3: '65' }, charges: { water: '588.48' } },
  ],
}
