export type { CompiledExpression, CompileOptions } from './compiled.js';
