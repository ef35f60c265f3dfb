export { middleware } from './named_middleware.ts'
