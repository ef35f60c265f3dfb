export { middleware } from './named_middleware.ts'
export * as format from './view/format.ts'
export { pageNumbers } from './view/page_numbers.ts'
export { type Pager, pageOf, pagerOf } from './view/pager.ts'
