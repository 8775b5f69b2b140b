import { Invalid, textOf, type JsonObject } from '@hookyard/sdk';

/** Segments are written as in an address; one of dots alone would climb out of the project. */
const ID = /^\d+(?:\/(?!\.+(?:\/|$))[\w.~!*'()%-]+)*$/;

/**
 * The address a record is read at. An id is the record's path below `/projects/`, with the number of its project, which
 * stays when the project is renamed: `42/issues/7`. GitLab's own numbers alone find no record.
 */
export function pathOf(id: string): string {
  if (!ID.test(id)) throw new Invalid(`'${id}' is no path of a record below /projects/`);
  return `/projects/${id}`;
}

/** The id of a record of this kind in its project. */
export function idAt(kind: string, key: string): (record: JsonObject) => string {
  return (record) => {
    const [project, own] = [textOf(record['project_id']), textOf(record[key])];
    return project === undefined || own === undefined ? '' : `${project}/${kind}/${encodeURIComponent(own)}`;
  };
}
