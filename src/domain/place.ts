/** How accounts and regions are written. */

export const accountForm = /^\d{12}$/;
export const regionNameForm = /^[a-z]{2,}(-[a-z]+)+-\d$/;
