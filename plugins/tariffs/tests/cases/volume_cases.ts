import { type TableCase, category, declared } from './case.ts'

const LAW = 'Lei 11.445/2007, art. 30'

/** Minimum of 10 m³ per economy, fixed charge per economy and service, sewage by class as percentage of the water. */
export const minimumAndFixed: TableCase = {
  name: 'mínimo por economia, tarifa fixa por economia e serviço, esgoto por classe',
  grows: true,
  table: declared('Faixas com mínimo e TBO', {
    charges: [
      {
        charge_type: 'water_basic',
        title: 'Tarifa básica de água',
        applies: {},
        legal_basis: LAW,
        structure: { kind: 'fixed', per: 'economy', amount: '12.50' },
      },
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'minimum_volume',
          per: 'economy',
          each: 'month',
          m3: '10',
          structure: {
            kind: 'brackets',
            per: 'economy',
            brackets: [
              { over: 0, to: 10, price: '3.00' },
              { over: 10, to: 20, price: '4.50' },
              { over: 20, to: null, price: '6.123456' },
            ],
          },
        },
      },
      {
        charge_type: 'sewage_basic',
        title: 'Tarifa básica de esgoto',
        applies: {},
        legal_basis: LAW,
        structure: { kind: 'fixed', per: 'connection', amount: '8.00' },
      },
      {
        charge_type: 'sewage',
        title: 'Esgoto tratado',
        applies: { sewage_classes: ['collected_treated'] },
        legal_basis: LAW,
        structure: { kind: 'percent', of: 'water', percent: '80' },
      },
      {
        charge_type: 'sewage',
        title: 'Esgoto coletado',
        applies: {},
        legal_basis: LAW,
        structure: { kind: 'percent', of: 'water', percent: '45.5' },
      },
    ],
  }),
  bills: [
    // 4 m³ → 10 × 3.00 = 30.00; sewage 80 % = 24.00; fixed 12.50 + 8.00.
    {
      facts: { waterM3: '4', isSewageBillable: true, sewageClass: 'collected_treated' },
      charges: { water_basic: '12.50', water: '30.00', sewage_basic: '8.00', sewage: '24.00' },
    },
    // 15 m³: 10 × 3.00 + 5 × 4.50 = 52.50; 80 % = 42.00 (TR-3.2.7.8.4 and .5).
    {
      facts: { waterM3: '15', isSewageBillable: true, sewageClass: 'collected_treated' },
      charges: { water_basic: '12.50', water: '52.50', sewage_basic: '8.00', sewage: '42.00' },
    },
    // 2 economies, 45 m³: 20 × 3.00 + 20 × 4.50 + 5 × 6.123456 = 60 + 90 + 30.61728 = 180.62; 45.5 % = 82.1821 → 82.18; fixed 25.00.
    {
      facts: { waterM3: '45', economies: 2, isSewageBillable: true, sewageClass: 'collected' },
      charges: { water_basic: '25.00', water: '180.62', sewage_basic: '8.00', sewage: '82.18' },
    },
  ],
}

/** Base amount per bracket and the price of the excess; a minimum amount per day; large users of any width. */
export const baseExcess: TableCase = {
  name: 'valor-base por faixa com preço do excedente, mínimo em R$ por dia, grandes usuários',
  grows: true,
  table: declared('Valor-base e excedente', {
    categories: { RES: category('Residencial'), IND: category('Industrial') },
    charges: [
      {
        charge_type: 'water',
        title: 'Água industrial',
        applies: { categories: ['IND'] },
        legal_basis: LAW,
        structure: {
          kind: 'base_excess',
          per: 'economy',
          brackets: [
            { over: 0, to: 1000, base: '150.00', price: '0' },
            { over: 1000, to: 50_000, base: '150.00', price: '9.85' },
            { over: 50_000, to: null, base: '482800.00', price: '9.90' },
          ],
        },
      },
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'minimum_amount',
          per: 'economy',
          each: 'day',
          amount: '0.95',
          structure: {
            kind: 'base_excess',
            per: 'economy',
            brackets: [
              { over: 0, to: 10, base: '0', price: '2.75' },
              { over: 10, to: 30, base: '27.50', price: '4.10' },
              { over: 30, to: null, base: '109.50', price: '7.35' },
            ],
          },
        },
      },
    ],
  }),
  bills: [
    // 7 m³: 7 × 2.75 = 19.25, below 30 days × 0.95 = 28.50.
    { facts: { waterM3: '7' }, charges: { water: '28.50' } },
    // 22 m³: 27.50 + 12 × 4.10 = 76.70.
    { facts: { waterM3: '22' }, charges: { water: '76.70' } },
    // 2 economies, 75 m³: bracket over 60; base 2 × 109.50 = 219.00; 15 × 7.35 = 110.25.
    { facts: { waterM3: '75', economies: 2 }, charges: { water: '329.25' } },
    // Industrial, 1,000 m³ inside the base; 51,000.5 m³: 482,800.00 + 1,000.5 × 9.90 = 492,704.95.
    { facts: { category: 'IND', waterM3: '1000' }, charges: { water: '150.00' } },
    { facts: { category: 'IND', waterM3: '51000.5' }, charges: { water: '492704.95' } },
  ],
}

/** The whole volume at the price of its bracket less a deduction, as income tax tables are written. */
export const wholeLessDeduction: TableCase = {
  name: 'volume inteiro ao preço da faixa menos parcela a deduzir; truncado',
  grows: true,
  table: declared('Parcela a deduzir', {
    rounding: { scale: 2, mode: 'down', at: 'charge' },
    charges: [
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'whole_bracket',
          per: 'economy',
          brackets: [
            { over: 0, to: 10, price: '2.333', deduct: '0' },
            { over: 10, to: 25, price: '3.333', deduct: '10.00' },
            { over: 25, to: null, price: '5.333', deduct: '60.00' },
          ],
        },
      },
      {
        charge_type: 'sewage',
        title: 'Esgoto com faixas próprias sobre 80 % do volume',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'volume_percent',
          percent: '80',
          share: { scale: 0, mode: 'up' },
          structure: {
            kind: 'brackets',
            per: 'economy',
            brackets: [
              { over: 0, to: 10, price: '1.10' },
              { over: 10, to: null, price: '2.20' },
            ],
          },
        },
      },
    ],
  }),
  bills: [
    // 8 m³ × 2.333 = 18.664 → 18.66 (truncated).
    { facts: { waterM3: '8' }, charges: { water: '18.66' } },
    // 17 × 3.333 − 10 = 46.661 → 46.66; sewage 80 % of 17 = 13.6 → 14 m³: 11.00 + 8.80 = 19.80.
    {
      facts: { waterM3: '17', isSewageBillable: true },
      charges: { water: '46.66', sewage: '19.80' },
    },
    // 3 economies, 90 m³ > 75: 90 × 5.333 − 3 × 60 = 299.97.
    { facts: { waterM3: '90', economies: 3 }, charges: { water: '299.97' } },
  ],
}

const cells = (first: number, step: number, count: number) =>
  Array.from({ length: count }, (_, row) => {
    const cents = String(first + step * row).padStart(3, '0')
    return `${cents.slice(0, -2)}.${cents.slice(-2)}`
  })

/** A row per m³ with columns of its own for water, sewage and total, as small utilities publish. */
export const rowPerM3: TableCase = {
  name: 'uma linha por m³ com colunas independentes de água, esgoto e total',
  grows: true,
  table: declared('Tabela por m³', {
    rows: {
      res: {
        from_m3: 5,
        columns: {
          water: cells(1750, 340, 6), // 5 → 17.50, 6 → 20.90, 7 → 24.30, 8 → 27.70, 9 → 31.10, 10 → 34.50
          total: cells(2600, 511, 6), // 5 → 26.00, 6 → 31.11, 7 → 36.22, 8 → 41.33, 9 → 46.44, 10 → 51.55
        },
        beyond: { water: '3.40', total: '5.11' },
      },
    },
    charges: [
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'rows',
          per: 'economy',
          table: 'res',
          column: 'water',
          share: { scale: 0, mode: 'up' },
        },
      },
      {
        charge_type: 'sewage',
        title: 'Esgoto',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'rows',
          per: 'economy',
          table: 'res',
          column: 'total',
          less: 'water',
          share: { scale: 0, mode: 'up' },
        },
      },
    ],
  }),
  bills: [
    // Below the first row its amount: 17.50 of water, 26.00 − 17.50 = 8.50 of sewage.
    {
      facts: { waterM3: '2', isSewageBillable: true },
      charges: { water: '17.50', sewage: '8.50' },
    },
    // Row 8: 27.70 and 41.33 − 27.70 = 13.63.
    {
      facts: { waterM3: '8', isSewageBillable: true },
      charges: { water: '27.70', sewage: '13.63' },
    },
    // 12 m³: 34.50 + 2 × 3.40 = 41.30; total 51.55 + 2 × 5.11 = 61.77; sewage 20.47.
    {
      facts: { waterM3: '12', isSewageBillable: true },
      charges: { water: '41.30', sewage: '20.47' },
    },
    // 2 economies, 13 m³: 6.5 → row 7 each: 2 × 24.30 = 48.60.
    { facts: { waterM3: '13', economies: 2 }, charges: { water: '48.60' } },
  ],
}
