import { define } from './define.js';

export const forgetRejections = define({
  name: 'ledger_forget_rejections',
  params: { seq: 'int8' },
  sqlite: 'DELETE FROM rejection WHERE seq = @seq',
  postgres: 'DELETE FROM rejection r USING {rows} WHERE r.seq = x.seq',
});
