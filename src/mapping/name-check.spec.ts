import { unknownFunctions, unknownVariables } from './name-check.js';

const OWN = new Set(['skuOf']);

describe('the names in an expression', () => {
  it('may be those of JSONata, of the host, of the connector and its own', () => {
    const source = '($f := function($x){$x}; $f($money($skuOf(a))) & $uppercase($Settings.b))';

    expect([...unknownFunctions(source, OWN), ...unknownVariables(source, OWN)]).toEqual([]);
  });

  it('are told with what was probably meant', () => {
    expect(unknownFunctions('$mony(a) & $skuof(b) & $nothingLikeIt(c)', OWN)).toEqual([
      'calls $mony, which is no function here; did you mean $money?',
      'calls $skuof, which is no function here; did you mean $skuOf?',
      'calls $nothingLikeIt, which is no function here',
    ]);
    expect(unknownVariables('$CustomField.color', OWN)).toEqual([
      'reads $CustomField, which nobody binds; did you mean $CustomFields?',
    ]);
  });
});
