/** The format of account numbers and region names. */

export const accountForm = /^\d{12}$/;
export const regionNameForm = /^[a-z]{2,}(-[a-z]+)+-\d$/;
