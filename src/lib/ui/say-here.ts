type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * For `oninvalid`: a field that is not as it should be when its form is sent says so itself, in the app's language, where
 * the browser would in its own and in a bubble that goes away. The first such field of the form gets the keyboard.
 */
export function sayHere(
	say: (validity: ValidityState) => void
): (event: Event & { currentTarget: Field }) => void {
	return (event) => {
		const field = event.currentTarget;
		event.preventDefault();
		say(field.validity);
		if (field.form?.querySelector(':is(input, select, textarea):invalid') === field) field.focus();
	};
}
