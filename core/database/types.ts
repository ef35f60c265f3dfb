import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The one transaction type of the product: queries, COPY and participants all share it. */
export type Tx = TransactionClientContract

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }
