/** Why a delete is held aside: its settle time runs, or the brake holds it for a person (S6.2). */
export const DELETE_SETTLING = 'delete-settling';
export const DELETE_BRAKE = 'delete-brake';
