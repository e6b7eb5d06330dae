"""Personal data in text: identity numbers, e-mail addresses and phone numbers, found and masked."""
